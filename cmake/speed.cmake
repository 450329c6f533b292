# Makes building faster where the machine has the means; nothing depends on them.
find_program(YOUJU_CCACHE ccache)
if(YOUJU_CCACHE)
  # ccache keeps what was compiled with precompiled headers only if it is told that they may stand
  # for the text of their headers.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${YOUJU_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
find_program(YOUJU_MOLD mold)
if(YOUJU_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# The standard headers that nearly every source includes are read once (YOUJU_PRECOMPILED, on in the
# preset that ships and tests): half of a compiler's time went into reading them. The other presets
# leave it off, so that a source that lacks an include does not compile there; clang-tidy does not
# see it either (tools/clang_tidy.py).
option(YOUJU_PRECOMPILED "precompile what nearly every source includes" OFF)
set(YOUJU_HEADERS <algorithm> <array> <charconv> <chrono> <filesystem> <functional> <map> <memory>
                  <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <vector>
                  <fmt/format.h> <tl/expected.hpp>)

# youju_precompiled(<library> [LIBS <targets>] [HEADERS <headers>] [OPTIONS <options>])
#   A library of nothing, whose precompiled headers targets of the same options may use.
# youju_precompile(<target> [<library>])
#   The target uses those of the library, or makes its own.
function(youju_precompiled library)
  cmake_parse_arguments(P "" "" "LIBS;HEADERS;OPTIONS" ${ARGN})
  if(YOUJU_PRECOMPILED)
    add_library(${library} OBJECT ${PROJECT_SOURCE_DIR}/cmake/empty.cpp)
    target_link_libraries(${library} PRIVATE youju_flags fmt::fmt tl::expected ${P_LIBS})
    target_compile_options(${library} PRIVATE ${P_OPTIONS})
    target_precompile_headers(${library} PRIVATE ${YOUJU_HEADERS} ${P_HEADERS})
  endif()
endfunction()

function(youju_precompile target)
  if(NOT YOUJU_PRECOMPILED)
    return()
  endif()
  if(ARGC EQUAL 2)
    target_precompile_headers(${target} REUSE_FROM ${ARGV1})
  else()
    target_precompile_headers(${target} PRIVATE ${YOUJU_HEADERS})
  endif()
  # ccache asks for it: the name of the headers then stands in what it compares.
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endfunction()
