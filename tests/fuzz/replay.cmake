# vigie_add_fuzz_replay(NAME [LIBRARY...]): replays tests/fuzz/corpus/NAME with a plain main in every test run. The
# fuzzers themselves are built by CMakeLists.txt beside it, with clang and -DVIGIE_FUZZ=ON.
set(vigie_fuzz_dir "${CMAKE_CURRENT_LIST_DIR}")

function(vigie_add_fuzz_replay name)
  add_executable(${name}_replay
    "${vigie_fuzz_dir}/${name}_fuzz.cpp"
    "${vigie_fuzz_dir}/fuzz_input.cpp"
    "${vigie_fuzz_dir}/replay_main.cpp")
  target_link_libraries(${name}_replay PRIVATE vigie_options vigie::collector ${ARGN})
  target_include_directories(${name}_replay PRIVATE "${PROJECT_SOURCE_DIR}")
  add_test(NAME fuzz_replay.${name} COMMAND ${name}_replay "${vigie_fuzz_dir}/corpus/${name}")
  set_tests_properties(fuzz_replay.${name} PROPERTIES LABELS fuzz)
endfunction()
