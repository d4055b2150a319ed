# What `cmake --install` puts in place: the program, the libraries with their headers, the rules, and the files that make
# find_package(sigmatic) work. `sigmatic::sigmatic` stands for all libraries.
include(CMakePackageConfigHelpers)

add_library(sigmatic_everything INTERFACE)
add_library(sigmatic::sigmatic ALIAS sigmatic_everything)
set_target_properties(sigmatic_everything PROPERTIES EXPORT_NAME sigmatic)
target_link_libraries(sigmatic_everything INTERFACE sigmatic_driver)
install(TARGETS sigmatic_everything EXPORT sigmatic)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/sigmatic)
install(EXPORT sigmatic NAMESPACE sigmatic:: FILE sigmaticTargets.cmake DESTINATION ${package_folder})
configure_package_config_file(cmake/sigmaticConfig.cmake.in ${PROJECT_BINARY_DIR}/sigmaticConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/sigmaticConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/sigmaticConfig.cmake ${PROJECT_BINARY_DIR}/sigmaticConfigVersion.cmake
              cmake/dependencies.cmake DESTINATION ${package_folder})

install(TARGETS sigmatic DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY compiler backends DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/sigmatic
        FILES_MATCHING PATTERN "*.h" PATTERN "*.def")
install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/sigmatic)
