# Builds files into a library, byte for byte, so that the one binary needs no folder beside it.
#
# youju_embed(<target> <symbol> FILES <files...> RELATIVE <dir>)
#   Defines `std::span<const youju::EmbeddedFile> youju::<symbol>()`, which its user declares; see
#   src/base/embedded.h. Paths are relative to <dir> and sorted. <target> must be able to include
#   <youju/base/embedded.h>. Called with file(GLOB ... CONFIGURE_DEPENDS), a new file is picked up
#   by the next build; a changed one always is, because the object depends on it.
#
# youju_embed_folder(<target> <symbol> FOLDER <dir> STAMP <file>)
#   The same for a folder whose files are known only once something has built them: the list is made
#   at build time, anew whenever <stamp> is newer. Files with a name that begins with a dot are left
#   out.
function(youju_embed target symbol)
  cmake_parse_arguments(E "" "RELATIVE" "FILES" ${ARGN})
  set(made ${PROJECT_BINARY_DIR}/embedded/${symbol})
  youju_write_embedded(${made} ${symbol} "${E_RELATIVE}" "${E_FILES}")
  set_source_files_properties(${made}.S PROPERTIES OBJECT_DEPENDS "${E_FILES}")
  target_sources(${target} PRIVATE ${made}.S ${made}.cpp)
endfunction()

set(YOUJU_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(youju_embed_folder target symbol)
  cmake_parse_arguments(E "" "FOLDER;STAMP" "" ${ARGN})
  set(made ${PROJECT_BINARY_DIR}/embedded/${symbol})
  add_custom_command(
    OUTPUT ${made}.S ${made}.cpp
    COMMAND ${CMAKE_COMMAND} -DMADE=${made} -DSYMBOL=${symbol} -DFOLDER=${E_FOLDER}
            -P ${YOUJU_EMBED_SCRIPT}
    DEPENDS ${E_STAMP} ${YOUJU_EMBED_SCRIPT}
    COMMENT "listing the files of ${symbol}" VERBATIM)
  set_source_files_properties(${made}.S PROPERTIES OBJECT_DEPENDS ${E_STAMP})
  target_sources(${target} PRIVATE ${made}.S ${made}.cpp)
endfunction()

# Writes ${made}.S, which holds the bytes, and ${made}.cpp, which lists them.
function(youju_write_embedded made symbol relative files)
  list(SORT files)
  set(assembly "    .section .rodata\n")
  set(labels "")
  set(rows "")
  set(number 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH path ${relative} ${file})
    set(label ${symbol}_${number})
    # The zero after the end is not part of the file: it keeps the labels of an empty one apart.
    string(APPEND assembly "    .global ${label}_begin\n    .global ${label}_end\n"
                           "    .balign 16\n${label}_begin:\n    .incbin \"${file}\"\n"
                           "${label}_end:\n    .byte 0\n")
    string(APPEND labels "extern \"C\" const char ${label}_begin[];\n"
                         "extern \"C\" const char ${label}_end[];\n")
    string(APPEND rows "      {\"${path}\", between(${label}_begin, ${label}_end)},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack,\"\",%progbits\n")
  set(head "#include <youju/base/embedded.h>\n\n#include <array>\n\n")
  if(number EQUAL 0)
    set(body "std::span<const EmbeddedFile> ${symbol}() { return {}; }\n")
  else()
    string(CONCAT body
             "namespace {\nstd::string_view between(const char* begin, const char* end) {\n"
             "  return {begin, static_cast<std::size_t>(end - begin)};\n}\n}  // namespace\n\n"
             "std::span<const EmbeddedFile> ${symbol}() {\n"
             "  static const std::array<EmbeddedFile, ${number}> files{{\n${rows}  }};\n"
             "  return files;\n}\n")
  endif()
  file(CONFIGURE OUTPUT ${made}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${made}.cpp CONTENT
       "${head}${labels}\nnamespace youju {\n${body}}  // namespace youju\n" @ONLY)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE)
  file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE ${FOLDER} ${FOLDER}/*)
  list(FILTER files EXCLUDE REGEX "(^|/)\\.")
  list(TRANSFORM files PREPEND ${FOLDER}/)
  youju_write_embedded(${MADE} ${SYMBOL} ${FOLDER} "${files}")
  # A file may change and keep its name; the list must then be newer than the object made of it.
  file(TOUCH ${MADE}.S ${MADE}.cpp)
endif()
