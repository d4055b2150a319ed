# sigmatic_library(NAME SOURCES ... [LINK ...] [PRIVATE_LINK ...]): one static library a phase, `sigmatic_<name>`, with
#   the project's compile options; installed as `sigmatic::<name>`.
# sigmatic_test(NAME SOURCES ... LINK ...): a GoogleTest program, registered with CTest.
# sigmatic_fuzzer(NAME SOURCES ... LINK ...): a libFuzzer program; its seeds are in tests/fuzz/seeds/<name>.

function(sigmatic_compile_options target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
                                           -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)
  if(SIGMATIC_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports these inside the standard library for correct code (GCC bugs 105329, 105651, 107852).
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized)
  endif()
  if(SIGMATIC_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${SIGMATIC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC $<BUILD_INTERFACE:-fsanitize=${SIGMATIC_SANITIZE}>)
  endif()
  if(SIGMATIC_BUILD_FUZZERS)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()

function(sigmatic_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(sigmatic_${name} STATIC ${ARG_SOURCES})
  add_library(sigmatic::${name} ALIAS sigmatic_${name})
  set_target_properties(sigmatic_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(sigmatic_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
                                                     $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/sigmatic>)
  sigmatic_compile_options(sigmatic_${name})
  target_link_libraries(sigmatic_${name} PUBLIC ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
  install(TARGETS sigmatic_${name} EXPORT sigmatic ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
endfunction()

function(sigmatic_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  sigmatic_compile_options(${name})
  target_compile_definitions(${name} PRIVATE SIGMATIC_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
endfunction()

function(sigmatic_fuzzer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name}_fuzzer ${ARG_SOURCES})
  sigmatic_compile_options(${name}_fuzzer)
  target_link_libraries(${name}_fuzzer PRIVATE ${ARG_LINK})
  target_link_options(${name}_fuzzer PRIVATE -fsanitize=fuzzer)
endfunction()
