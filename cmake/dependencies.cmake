# What the libraries link to. Reasons and licences: docs/dependencies.md.
find_package(yaml-cpp 0.7 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc)
find_package(simdjson 3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
find_package(RapidJSON 1.1 REQUIRED)  # headers only, on the default include path
find_package(pugixml 1.12 REQUIRED)
