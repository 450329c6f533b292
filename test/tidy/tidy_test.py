#!/usr/bin/env python3
"""Cases of tools/tidy.py: each rule finds what it is for and leaves alone what is right."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / 'tools'))
import tidy  # noqa: E402
from cpp_text import CppText  # noqa: E402


def messages(files):
    """What tidy says about a tree of the given files: 'path:line: message' each."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return [f'{f.path}:{f.line}: {f.message}' for f in tidy.check(folder)]


ROOM = {'CMakeLists.txt': 'youju_room(base)\nyouju_room(ledger PUBLIC base)\n'
                          'youju_room(store)\nyouju_room(http)\n',
        'src/base/README.md': '# base\n', 'src/ledger/README.md': '# ledger\n',
        'src/store/README.md': '# store\n', 'src/http/README.md': '# http\n'}


class Tidy(unittest.TestCase):
    def expect_clean(self, files):
        self.assertEqual(messages({**ROOM, **files}), [])

    def expect(self, files, *parts):
        found = messages({**ROOM, **files})
        self.assertEqual(len(found), len(parts), found)
        for message, part in zip(found, parts):
            self.assertIn(part, message)

    def test_a_ban_is_found_in_code_only(self):
        cases = [  # path, code, what is said; '' where it is right
            ('src/ledger/a.cpp', 'double x = 1;', 'double is banned'),
            ('src/ledger/a.cpp', '// a double entry', ''),
            ('src/ledger/a.cpp', 'auto x = "double";', ''),
            ('src/ledger/a_bench.cpp', 'double x = 1;', ''),
            ('src/base/a.cpp', 'double x = 1;', ''),
            ('src/base/a.cpp', 'auto t = std::chrono::system_clock::now();', 'base/clock.h'),
            ('src/base/clock.cpp', 'auto t = std::chrono::system_clock::now();', ''),
            ('src/base/a.cpp', 'std::regex r;', 'std::regex'),
            ('src/base/a.cpp', 'if (isdigit(c)) f();', 'locale'),
            ('src/base/a.cpp', 'if (text::isdigit_ascii(c)) f();', ''),
            ('src/base/a.cpp', 'int n = std::stoi(text);', 'locale'),
            ('src/base/a.cpp', 'using namespace std;', 'write std::'),
            ('src/base/a.cpp', 'using namespace std::chrono_literals;', ''),
            ('src/base/a.cpp', 'try { f(); } catch (...) { }', 'by its type'),
            ('src/base/a_test.cpp', 'GTEST_SKIP();', 'say why'),
            ('src/base/a_test.cpp', 'GTEST_SKIP() << "no database";', ''),
            ('src/base/a_test.cpp', 'TEST(A, DISABLED_b) {}', 'does not run'),
            ('src/base/a.cpp', 'std::cout << 1;', 'only the doors print'),
            ('src/http/a.cpp', 'std::cerr << 1;', ''),
            ('src/base/a.cpp', 'auto s = std::format("{}", 1);', 'fmt::format'),
        ]
        for path, code, said in cases:
            with self.subTest(path=path, code=code):
                if said:
                    self.expect({path: code + '\n'}, said)
                else:
                    self.expect_clean({path: code + '\n'})

    def test_a_walled_header_is_seen_in_its_room_only(self):
        self.expect({'src/ledger/a.cpp': '#include <sqlite3.h>\n'}, 'src/store only')
        self.expect_clean({'src/store/a.cpp': '#include <sqlite3.h>\n#include <libpq-fe.h>\n'})
        self.expect({'src/base/a.cpp': '#include <boost/beast.hpp>\n'}, 'src/http only')
        self.expect_clean({'src/http/a.cpp': '#include <boost/beast/core.hpp>\n'})
        self.expect({'src/ledger/a.cpp': '#include <youju/base/detail/x.h>\n',
                     'src/base/detail/x.h': '#pragma once\n'}, 'inside of another room')

    def test_sentences_and_sql_have_their_places(self):
        self.expect({'src/ledger/a.cpp': 'auto s = "台账";\n'}, 'Chinese text')
        self.expect_clean({'src/ledger/a_test.cpp': 'auto s = "台账";\n'})
        self.expect_clean({'src/ledger/a.cpp': '// 台账 is the Chinese word\n'})
        self.expect_clean({'src/ledger/sample.h': '#pragma once\nauto s = "台账";\n',
                           'src/ledger/a_test.cpp': '#include <youju/ledger/sample.h>\n'})
        self.expect_clean({'src/narrative/wording_scale.cpp': '', 'CMakeLists.txt':
                           ROOM['CMakeLists.txt'] + 'youju_room(narrative)\n',
                           'src/narrative/README.md': '# n\n',
                           'src/narrative/wording.cpp': 'auto s = "余";\n'})
        self.expect({'src/ledger/a.cpp': 'auto s = "SELECT a FROM b";\n'}, 'SQL')
        self.expect_clean({'src/ledger/a_sql.cpp': 'auto s = R"(SELECT a FROM b)";\n'})

    def test_sizes_have_limits(self):
        long_function = 'int f() {\n' + '  g();\n' * 69 + '}\n'
        self.expect({'src/base/a.cpp': long_function}, 'a function of 71 lines')
        self.expect_clean({'src/base/a.cpp': long_function.replace('  g();\n', '', 1)})
        self.expect({'src/base/a.cpp': '// ' + 'x' * 98 + '\n'}, 'a line of 101')
        self.expect_clean({'src/base/a.cpp': '// ' + '台' * 97 + '\n'})
        self.expect({'src/base/a.cpp': '\n' * 701}, 'a file of 701 lines')
        self.expect({'a.bin': b'\xff' * (256 * 1024 + 1)}, 'KiB')
        self.expect_clean({'examples/a/records/b.csv': 'x\n' * 200000})

    def test_text_files_hold_nothing_undone_and_no_path_of_a_machine(self):
        self.expect({'src/base/a.cpp': '// TO' 'DO: more\n'}, 'do it now')
        self.expect({'a.sh': 'cd /ro' 'ot/x\n'}, 'a path of one machine')
        self.expect_clean({'a.sh': 'cd build/home/x; see https://example.org/work/\n'})

    def test_dead_files_are_found(self):
        self.expect({'src/base/a.h': '#pragma once\n'}, 'dead: no file includes')
        self.expect({'src/base/a.h': '', 'src/base/b.cpp': '#include <youju/base/a.h>\n'},
                    '#pragma once')
        self.expect({'src/gone/a.cpp': ''}, "'gone' is no room")

    def test_rooms_say_what_they_are(self):
        found = messages({'CMakeLists.txt': 'youju_room(base)\n', 'src/base/a.cpp': ''})
        self.assertEqual(len(found), 1, found)
        self.assertIn('what the room knows', found[0])
        self.expect({'src/base/a.cpp': '', 'src/base/README.md': '# base\n' + 'x\n' * 20},
                    'the most is 20 lines')

    def test_error_ids_and_sentences_match(self):
        use = {'src/base/a.cpp': 'return fail(ErrorKind::bad_input,\n            "a.wrong");\n'}
        self.expect(use, 'a.wrong has no row')
        self.expect_clean({**use, 'catalogue/base.tsv': 'a.wrong\t错了\tIt is wrong.\n'})
        self.expect({'catalogue/base.tsv': 'a.wrong\t错了\tIt is wrong.\n'}, 'dead')
        self.expect({**use, 'catalogue/base.tsv': 'a.wrong\t错了\t\n'}, 'a row is', 'has no row')
        self.expect({**use, 'catalogue/base.tsv': 'a.wrong\t错了{x}\tIt is wrong.\n'},
                    'different fields')
        two = {'src/base/a.cpp': 'f("a.one", "a.two");\n'}
        self.expect({**two, 'catalogue/base.tsv': 'a.two\t二\ttwo\na.one\t一\tone\n'},
                    'not in the order')
        self.expect_clean({'src/base/a.cpp': 'g("kind." + name);\n',
                           'catalogue/base.tsv': 'kind.one\t一\tone\n'})

    def test_a_document_has_one_title_and_living_links(self):
        self.expect({'doc/a.md': '# a\n# b\n'}, '2 titles')
        self.expect_clean({'doc/a.md': '# a\n```\n# a comment\n```\n[b](b.md)\n',
                           'doc/b.md': '# b\n'})
        self.expect({'doc/a.md': '# a\n[b](b.md)\n'}, 'b.md is not there')

    def test_the_glossary_holds_nouns_of_the_code(self):
        self.expect_clean({'doc/glossary.md': '# g\n| 台账 | `ledger` |\n',
                           'src/base/a.cpp': 'struct LedgerRow {};\n'})
        self.expect({'doc/glossary.md': '# g\n| 台账 | `ledger` |\n'}, "does not use 'ledger'")


class Functions(unittest.TestCase):
    def lengths(self, text):
        return [length for _, length in CppText(text).functions()]

    def test_functions_are_found_whatever_stands_around_them(self):
        cases = [
            ('int f() {\n}\n', [2]),
            ('namespace a {\nint f() { return 1; }\n}\n', [1]),
            ('class A final : public B {\n  A() : x_{1}, y_(2) {\n    g();\n  }\n};\n', [3]),
            ('template <typename T>\n  requires(!std::is_void_v<T>)\nT f(T x) {\n}\n', [4]),
            ('constexpr int table[] = {1,\n2};\n', []),
            ('const std::vector<A> rows = {{f(1)},\n{f(2)}};\n', []),
            ('struct A {\n  int x = 1;\n  bool operator==(const A&) const = default;\n};\n', []),
            ('bool operator==(A a, B b) {\n}\n', [2]),
            ('TEST(A, does_b) {\n  auto f = [] {\n  };\n}\n', [4]),
            ('enum class E { a, b };\nvoid f();\n', []),
            ('class alignas(64) A {\n  void f() {\n    g();\n  }\n};\n', [3]),
            ('auto s = "{";\nvoid f() {\n}\n', [2]),
            ("int million = 1'000'000;\nvoid f() {\n}\n", [2]),
            ('#define M(x) \\\n  do { \\\n  } while (0)\nvoid f() {\n}\n', [2]),
            ('auto s = R"(}{)";\nvoid f() {\n}\n', [2]),
            ("char c = '\"';\nvoid f() {\n}\n", [2]),
        ]
        for text, lengths in cases:
            with self.subTest(text=text):
                self.assertEqual(self.lengths(text), lengths)


if __name__ == '__main__':
    unittest.main()
