# Writes the built-in field maps into a C++ source, as a script:
#   cmake -DOUTPUT=embedded_maps.cc -DROOT=<repository> -DFILES=<a.yml;b.yml> -P embed_maps.cmake
# rules/fields/<target>/<name>.yml becomes one row of the table that embedded_maps.h declares.
list(SORT FILES)
set(content "// Made by embed_maps.cmake from rules/fields.\n#include \"compiler/fields/embedded_maps.h\"\n\n")
string(APPEND content "namespace sigmatic::fields {\nnamespace {\nconstexpr BuiltInMap kMaps[] = {\n")
foreach(file IN LISTS FILES)
  file(READ "${file}" text)
  file(RELATIVE_PATH path "${ROOT}" "${file}")
  get_filename_component(name "${file}" NAME_WE)
  get_filename_component(folder "${file}" DIRECTORY)
  get_filename_component(target "${folder}" NAME)
  string(APPEND content "    {\"${target}\", \"${name}\", \"${path}\", R\"embedded(${text})embedded\"},\n")
endforeach()
string(APPEND content "};\n}  // namespace\n\nstd::span<const BuiltInMap> EmbeddedMaps() { return kMaps; }\n\n}  // namespace sigmatic::fields\n")
file(WRITE "${OUTPUT}" "${content}")
