# bench/x.cpp is one program, bench_x, built by `./do bench` only. It sees every room, since a bench
# may measure any of them.
file(GLOB benches CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bench/*.cpp)
add_custom_target(youju_bench)
get_property(rooms GLOBAL PROPERTY YOUJU_ROOMS)
list(TRANSFORM rooms PREPEND youju_)
foreach(source IN LISTS benches)
  cmake_path(GET source STEM name)
  add_executable(bench_${name} EXCLUDE_FROM_ALL ${source})
  target_link_libraries(bench_${name} PRIVATE ${rooms} youju_flags SQLite::SQLite3)
  add_dependencies(youju_bench bench_${name})
endforeach()
# The peer in `./do bench read`; ./do installs it with the packages of the benches.
target_link_libraries(bench_read_re2 PRIVATE re2)

# youju-bench: the generator of a nation's records, and the cube's part in `./do bench cube`.
file(GLOB rollup_bench CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/bench/rollup/*.cpp)
add_executable(youju-bench EXCLUDE_FROM_ALL ${rollup_bench})
target_compile_options(youju-bench PRIVATE -ffp-contract=off)
target_link_libraries(youju-bench PRIVATE youju_indicator youju_store youju_flags)
add_dependencies(youju_bench youju-bench)
