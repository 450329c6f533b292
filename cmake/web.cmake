# The workbench: web/ is built by Node into web/dist, and that is built into a library. Without Node
# the program is built without it and says so; `./do` sees to Node and to the npm packages.
#
# youju_web(<target> <symbol>)   as youju_embed, for the files of web/dist
#
# One build serves all presets: the stamp stands in the source tree, so that the second preset finds
# it done. A change of C++ never starts it.
function(youju_web target symbol)
  find_program(YOUJU_NODE node)
  if(NOT YOUJU_NODE)
    message(WARNING "there is no node: the program is built without the workbench")
    youju_embed(${target} ${symbol} FILES RELATIVE ${PROJECT_SOURCE_DIR}/web)
    return()
  endif()
  set(web ${PROJECT_SOURCE_DIR}/web)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/*.ts ${web}/src/*.vue ${web}/src/*.css
       ${web}/public/* ${web}/tools/*.mjs)
  list(FILTER sources EXCLUDE REGEX "/web/src/messages/|\\.test\\.ts$")
  add_custom_command(
    OUTPUT ${web}/dist/.built
    COMMAND ${YOUJU_NODE} tools/build.mjs
    WORKING_DIRECTORY ${web}
    DEPENDS ${sources} ${web}/index.html ${web}/package-lock.json ${web}/tsconfig.json
            ${web}/vite.config.ts ${PROJECT_SOURCE_DIR}/catalogue/web.tsv
    COMMENT "building the workbench" VERBATIM)
  youju_embed_folder(${target} ${symbol} FOLDER ${web}/dist STAMP ${web}/dist/.built)
endfunction()
