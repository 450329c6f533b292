# Tests other than those beside the sources (cmake/room.cmake registers those).

# The link graph as CMake holds it, one room a line: name, links, links passed on to users. The test
# "rooms" compares it, and what the compiler really read, with the table in doc/architecture.md.
get_property(rooms GLOBAL PROPERTY YOUJU_ROOMS)
set(graph "")
foreach(room IN LISTS rooms)
  get_target_property(links youju_${room} LINK_LIBRARIES)
  get_target_property(shown youju_${room} INTERFACE_LINK_LIBRARIES)
  list(JOIN links " " links)
  list(JOIN shown " " shown)
  string(APPEND graph "${room}\t${links}\t${shown}\n")
endforeach()
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/rooms.tsv CONTENT "${graph}" @ONLY)

# The engine's side of the auditor, a second opinion for figures.
add_executable(youju_auditor_driver ${PROJECT_SOURCE_DIR}/test/auditor/driver.cpp)
add_dependencies(youju_tests youju_auditor_driver)
target_link_libraries(youju_auditor_driver PRIVATE youju_app youju_flags Boost::json)

# Checks of the whole tree; they are registered once, in the release preset.
if(YOUJU_CHECKS)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  # youju_check(<name> <seconds> <command>...)
  function(youju_check name seconds)
    add_test(NAME ${name} COMMAND ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${seconds} LABELS "check")
  endfunction()
  youju_check(tidy 60 Python3::Interpreter tools/tidy.py)
  youju_check(tidy_cases 60 Python3::Interpreter test/tidy/tidy_test.py)
  youju_check(rooms 60 Python3::Interpreter tools/rooms.py ${PROJECT_BINARY_DIR})
  youju_check(systems 60 Python3::Interpreter test/systems_test.py)
  youju_check(facts 300 Python3::Interpreter test/facts_test.py --youju $<TARGET_FILE:youju>)
  # The same alterations on every machine; by hand it draws new ones.
  youju_check(proof 300 Python3::Interpreter test/proof_test.py --youju $<TARGET_FILE:youju>)
  youju_check(golden 300 Python3::Interpreter test/golden_test.py --youju $<TARGET_FILE:youju>)
  youju_check(golden_pages 300 Python3::Interpreter test/golden_test.py --pages
              --youju $<TARGET_FILE:youju>)
  set_tests_properties(golden_pages PROPERTIES SKIP_RETURN_CODE 77)
  youju_check(reading_seed 60 Python3::Interpreter test/reading_seed_test.py
              --youju $<TARGET_FILE:youju>)
  set_tests_properties(reading_seed PROPERTIES SKIP_RETURN_CODE 77)
  youju_check(fault 900 Python3::Interpreter test/fault/fault_test.py --youju $<TARGET_FILE:youju>)
  # The same histories on every machine; by hand it draws new ones.
  youju_check(auditor 180 Python3::Interpreter test/auditor/auditor.py
              --driver $<TARGET_FILE:youju_auditor_driver> --seed 548211265 --histories 60
              --seconds 150)
  # The reading corpus (test/corpus/README.md): its gold, its scorer, what is read of it.
  youju_check(corpus_gold 60 Python3::Interpreter test/reading/score_test.py)
  # youju_corpus(<name> <set> [<damage>] AIM <least>... NEED <least>...): what reading is meant to
  # reach, which is told, and what it has reached, below which the test fails and which is raised
  # with it; `false` and `false_alarms` are the most.
  function(youju_corpus name set)
    cmake_parse_arguments(C "" "DAMAGE" "AIM;NEED" ${ARGN})
    set(damage "")
    if(C_DAMAGE)
      set(damage --damage ${C_DAMAGE})
    endif()
    youju_check(${name} 120 Python3::Interpreter test/reading/score.py
                --youju $<TARGET_FILE:youju> --set ${set} ${damage} --aim ${C_AIM} --need ${C_NEED})
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
  endfunction()
  youju_check(corpus_rendered 120 Python3::Interpreter test/reading/render.py
              --youju $<TARGET_FILE:youju>)
  set_tests_properties(corpus_rendered PROPERTIES SKIP_RETURN_CODE 77)
  set(aim f1=0.99 f1_subject=0.90 measure=0.95 false=0.01 false_alarms=0)
  set(aim_damaged f1=0.97 f1_subject=0.88)
  set(aim_relations relations_recall=0.98 relations_precision=0.98)
  youju_corpus(corpus_tuning tuning AIM ${aim}
               NEED f1=0.993 f1_subject=0.911 measure=0.9719 false=0.0047 false_alarms=0)
  youju_corpus(corpus_tuning_removed tuning DAMAGE removed AIM ${aim_damaged}
               NEED f1=0.988 f1_subject=0.897)
  youju_corpus(corpus_tuning_placeholders tuning DAMAGE placeholders AIM ${aim_damaged}
               NEED f1=0.992 f1_subject=0.908)
  youju_corpus(corpus_tuning_relations tuning DAMAGE relations AIM ${aim_relations}
               NEED relations_recall=0.959 relations_precision=0.997)
  # The same written otherwise: read as well.
  youju_corpus(corpus_tuning_english tuning DAMAGE english AIM ${aim}
               NEED f1=0.993 f1_subject=0.910 relations_recall=0.982 false_alarms=0)
  youju_corpus(corpus_tuning_blanks tuning DAMAGE blanks AIM ${aim}
               NEED f1=0.993 f1_subject=0.910 relations_recall=0.982 false_alarms=0)
  youju_corpus(corpus_tuning_wrapped tuning DAMAGE wrapped AIM ${aim}
               NEED f1=0.987 f1_subject=0.898 relations_recall=0.955 false_alarms=0)
  youju_corpus(corpus_further further AIM ${aim}
               NEED f1=0.999 f1_subject=0.914 measure=0.966 false=0.001 false_alarms=0)
  youju_corpus(corpus_further_relations further DAMAGE relations AIM ${aim_relations}
               NEED relations_recall=0.999 relations_precision=1.0)
  # The last that were written without sight of the rules; thirteen dense in what a clause leaves
  # out, the others of ordinary density.
  youju_corpus(corpus_fresh fresh AIM ${aim}
               NEED f1=0.990 f1_subject=0.874 measure=0.966 false=0.0055 relations_recall=0.938
                    false_alarms=0)
  youju_corpus(corpus_fresh_removed fresh DAMAGE removed AIM ${aim_damaged}
               NEED f1=0.985 f1_subject=0.862)
  youju_corpus(corpus_fresh_placeholders fresh DAMAGE placeholders AIM ${aim_damaged}
               NEED f1=0.991 f1_subject=0.874)
  youju_corpus(corpus_fresh_relations fresh DAMAGE relations AIM ${aim_relations}
               NEED relations_recall=0.919 relations_precision=0.998)
  # Relations in many wordings, densely; and true texts that tempt to see a mistake.
  youju_corpus(corpus_relations relations AIM ${aim_relations}
               NEED f1=0.996 f1_subject=0.909 relations_recall=0.976 relations_precision=1.0
                    false_alarms=0)
  youju_corpus(corpus_relations_altered relations DAMAGE relations AIM ${aim_relations}
               NEED relations_recall=0.971 relations_precision=0.999)
  youju_check(corpus_true 60 Python3::Interpreter test/reading/true_test.py
              --youju $<TARGET_FILE:youju>)
  # Single sentences of many offices, each figure with its subject.
  youju_check(corpus_sentences 60 Python3::Interpreter test/reading/sentences_test.py
              --youju $<TARGET_FILE:youju> --need 0.927)
  youju_check(corpus_doers 60 Python3::Interpreter test/reading/doers_test.py
              --youju $<TARGET_FILE:youju> --told 0.87 --right 0.90)
  youju_corpus(corpus_held_out held_out AIM ${aim}
               NEED f1=0.992 f1_subject=0.874 measure=0.967 false=0.0043 relations_recall=0.954
                    false_alarms=0)
  youju_corpus(corpus_held_out_removed held_out DAMAGE removed AIM ${aim_damaged}
               NEED f1=0.988 f1_subject=0.863)
  youju_corpus(corpus_held_out_placeholders held_out DAMAGE placeholders AIM ${aim_damaged}
               NEED f1=0.992 f1_subject=0.873)
  youju_corpus(corpus_held_out_relations held_out DAMAGE relations AIM ${aim_relations}
               NEED relations_recall=0.930 relations_precision=0.999)
  # One test a room of test/cases, and one that all that --help shows stands in some case.
  file(GLOB case_rooms CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/test/cases/*/*.case)
  list(TRANSFORM case_rooms REPLACE "/[^/]*$" "")
  list(REMOVE_DUPLICATES case_rooms)
  foreach(folder IN LISTS case_rooms)
    cmake_path(GET folder FILENAME room)
    add_test(NAME cases_${room} COMMAND Python3::Interpreter tools/case_runner.py
             --youju $<TARGET_FILE:youju> ${folder} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(cases_${room} PROPERTIES TIMEOUT 120 LABELS "fast")
  endforeach()
  youju_check(cases_coverage 120 Python3::Interpreter tools/case_runner.py
              --youju $<TARGET_FILE:youju> --coverage)
  youju_check(format 120 tools/format_check.sh)
  youju_check(api_types 60 Python3::Interpreter tools/api_types.py --check
              --youju $<TARGET_FILE:youju>)
  youju_check(web 120 ${CMAKE_COMMAND} -E chdir web node node_modules/vitest/vitest.mjs run)
  # Chromium on the pages; `./do` puts Node and the locked npm packages of test/ in their place.
  # A test for each file; they are the longest and begin first.
  file(GLOB browser_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/test/e2e/*.test.mjs)
  foreach(file IN LISTS browser_tests)
    get_filename_component(name ${file} NAME_WE)
    youju_check(browser_${name} 900 ${CMAKE_COMMAND} -E env YOUJU=$<TARGET_FILE:youju>
                node --test ${file})
    set_tests_properties(browser_${name} PROPERTIES COST 1000)
  endforeach()
  # LibreOffice and Vitest use every processor, and what `fault` kills must be at work.
  set_tests_properties(fault golden_pages web PROPERTIES PROCESSORS 2)
  set_tests_properties(fault PROPERTIES COST 1000)
endif()

# The long checks: half an hour of two processors together. `./do test --slow` has them as
# tests too; `./do lint` runs clang-tidy alone.
if(YOUJU_CHECKS AND YOUJU_SLOW_CHECKS)
  youju_check(clang-tidy 1800 Python3::Interpreter tools/clang_tidy.py ${PROJECT_BINARY_DIR})
  youju_check(asan 1800 tools/asan_tests.sh)
  youju_check(fuzz 1200 tools/fuzz_smoke.sh)
  set_tests_properties(clang-tidy fuzz PROPERTIES SKIP_RETURN_CODE 77)
  set_tests_properties(clang-tidy asan fuzz PROPERTIES LABELS "check;slow")
endif()
