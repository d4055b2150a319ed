// The source texts of the field maps in rules/fields, compiled into the program (embed_maps.cmake writes the table).
#ifndef SIGMATIC_COMPILER_FIELDS_EMBEDDED_MAPS_H_
#define SIGMATIC_COMPILER_FIELDS_EMBEDDED_MAPS_H_

#include <span>

#include "compiler/fields/field_map.h"

namespace sigmatic::fields {

std::span<const BuiltInMap> EmbeddedMaps();  // sorted by path

}  // namespace sigmatic::fields

#endif  // SIGMATIC_COMPILER_FIELDS_EMBEDDED_MAPS_H_
