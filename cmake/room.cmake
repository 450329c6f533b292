# A room is a folder in src/, a static library and a namespace. Its headers can be included as
# <youju/room/x.h> only by those who link it: each library's include path holds one door, a folder
# with a single link to its own sources, so a forbidden include does not compile. A room can name
# only rooms declared above it, so a cycle cannot be written.
#
# youju_room(<folder> [PUBLIC <rooms>] [PRIVATE <rooms>] [LIBS <targets>]
#            [OPTIONS <options>] [WHOLE_TESTS])
#   PUBLIC   rooms whose types stand in this room's headers
#   PRIVATE  rooms used inside only
#   LIBS     outside libraries, seen by this room alone
#   OPTIONS  options of the compiler for this room's sources alone
#   WHOLE_TESTS  one ctest test for all tests of the room instead of one each: what is dear to set
#                up (a PostgreSQL server) is then set up once
define_property(GLOBAL PROPERTY YOUJU_ROOMS BRIEF_DOCS "rooms, bottom to top" FULL_DOCS "rooms")

# Beside its sources a room keeps x_test.cpp (one test program a room, YOUJU_TESTS) and x_fuzz.cpp
# (one libFuzzer program each, fuzz_<room>_x, YOUJU_FUZZ; its corpus is test/corpus/<room>_x).
add_custom_target(youju_fuzzers)
function(youju_room folder)
  cmake_parse_arguments(R "WHOLE_TESTS" "" "PUBLIC;PRIVATE;LIBS;OPTIONS" ${ARGN})
  string(REPLACE "/" "_" room "${folder}")
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${folder}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  set(fuzzers ${sources})
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cpp$")
  if(NOT sources)
    list(APPEND sources ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
  endif()
  add_library(youju_${room} STATIC ${sources})
  foreach(scope PUBLIC PRIVATE)
    foreach(below IN LISTS R_${scope})
      string(REPLACE "/" "_" below "${below}")
      if(NOT TARGET youju_${below})
        message(FATAL_ERROR "room ${folder}: '${below}' is not below it")
      endif()
      target_link_libraries(youju_${room} ${scope} youju_${below})
    endforeach()
  endforeach()
  target_link_libraries(youju_${room} PUBLIC fmt::fmt tl::expected PRIVATE youju_flags ${R_LIBS})
  target_compile_options(youju_${room} PRIVATE ${R_OPTIONS})
  if(R_OPTIONS)
    youju_precompile(youju_${room})
  else()
    youju_precompile(youju_${room} youju_headers)
  endif()
  set(door ${PROJECT_BINARY_DIR}/doors/${room})
  cmake_path(GET folder PARENT_PATH parent)
  file(MAKE_DIRECTORY ${door}/youju/${parent})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/${folder} ${door}/youju/${folder} SYMBOLIC)
  target_include_directories(youju_${room} PUBLIC ${door})
  set_property(GLOBAL APPEND PROPERTY YOUJU_ROOMS ${room})
  # A room's tests see what the room sees.
  list(TRANSFORM R_PRIVATE PREPEND youju_ OUTPUT_VARIABLE inner)
  list(TRANSFORM inner REPLACE "/" "_")
  if(tests AND YOUJU_TESTS)
    add_executable(youju_${room}_test ${tests})
    add_dependencies(youju_tests youju_${room}_test)
    target_link_libraries(youju_${room}_test PRIVATE youju_${room} ${inner} youju_flags ${R_LIBS}
                                                     GTest::gtest_main GTest::gmock)
    target_compile_options(youju_${room}_test PRIVATE ${YOUJU_TEST_OPTIONS})
    youju_precompile(youju_${room}_test youju_test_headers)
    target_compile_definitions(youju_${room}_test PRIVATE
                               YOUJU_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    if(R_WHOLE_TESTS)
      add_test(NAME "${folder}: all" COMMAND youju_${room}_test)
      set_tests_properties("${folder}: all" PROPERTIES LABELS "unit" TIMEOUT 600)
    else()
      gtest_discover_tests(youju_${room}_test TEST_PREFIX "${folder}: " DISCOVERY_TIMEOUT 60
                           PROPERTIES LABELS "unit")
    endif()
  endif()
  if(YOUJU_FUZZ)
    foreach(source IN LISTS fuzzers)
      cmake_path(GET source STEM name)
      string(REGEX REPLACE "_fuzz$" "" name ${name})
      add_executable(fuzz_${room}_${name} ${source})
      target_link_libraries(fuzz_${room}_${name} PRIVATE youju_${room} ${inner} youju_flags
                                                         ${R_LIBS})
      target_link_options(fuzz_${room}_${name} PRIVATE -fsanitize=fuzzer)
      add_dependencies(youju_fuzzers fuzz_${room}_${name})
    endforeach()
  endif()
endfunction()
