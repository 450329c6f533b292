#!/usr/bin/env python3
"""The test "tidy": the rules of this repository that a program can check.

    tools/tidy.py [DIR]    prints `file:line: what is wrong, and what to do instead`; exit 1 if any

Each rule is a function that yields findings; RULES at the end lists them. Its cases are in
test/tidy/tidy_test.py. Only Python's standard library is used.
"""
import os
import re
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from cpp_text import CppText  # noqa: E402

FUNCTION_LINES_MAX = 70
FILE_LINES_WISHED = 500
FILE_LINES_MAX = 700
LINE_LENGTH_MAX = 100
README_LINES_MAX = 20
BLOB_BYTES_MAX = 256 * 1024
EXAMPLE_CSV_BYTES_MAX = 512 * 1024

Finding = namedtuple('Finding', 'path line message')

# Chinese text of the program stands in catalogue/ and packs/. These files may hold some, and why:
CHINESE_ALLOWED = {
    'src/base/text.cpp': 'digits and punctuation by which text is normalised',
    'src/base/decimal.cpp': 'full-width digits that people type',
    'src/base/day.cpp': 'dates as people write them, 2020年3月20日',
    'src/base/period.cpp': 'periods as people write them',
    'src/indicator/wording.cpp': 'the rules of official wording: 余, 多, 约, 万, 亿',
    'src/ledger/holiday_notice.cpp': 'the words of the notice of days off: 放假, 上班, 至',
    'src/ledger/workbook_words.cpp': 'the words of official tables: 合计, 其中, 万元, 注',
    'src/forms/superior_words.cpp': 'the words of official tables: 其中, 上年, 备注, 万',
    'src/narrative/composer.cpp': 'the numbering 一、（一）1.（1） and the marks that end a point',
    'src/narrative/composer_line.cpp': 'the marks between parallel items, GB/T 15834',
    'src/narrative/composer_table.cpp': 'the mark between parallel items, GB/T 15834',
    'src/narrative/returned.cpp': 'the numbers that headings begin with: 一、（一）1.（1）',
    'src/narrative/docx_page.cpp': 'the names of the typefaces that GB/T 9704 prescribes',
    'src/narrative/html_page.cpp': 'the names of the typefaces that GB/T 9704 prescribes',
    'src/narrative/html_chart.cpp': 'brackets and blanks around a unit of measure',
}
CHINESE_ALLOWED_PATTERNS = {
    r'src/narrative/wording\w*\.cpp': 'the rules of official wording: 余, 多, 约, 万, 亿',
    r'src/proof/(cells|claim|draft_words|match|vocabulary)\.cpp':
        'the words by which what a draft says is known',
    r'src/reading/(\w+\.cpp|chars\.h)': 'the words by which figures in Chinese prose are read',
}

# Banned: (where it may stand, pattern in code without comments and literals, what to do instead).
BANS = [
    (r'src/base/clock\.cpp|bench/.*', r'\w+_clock::now\b|\bgettimeofday\b|\btime\(nullptr\)',
     'the time comes from base/clock.h only'),
    (r'(?!src/(org|ledger|indicator|plan|reading|narrative)/).*|.*_bench\.cpp',
     r'\b(double|float)\b', 'floating point may not hold a figure: use Decimal'),
    (r'', r'\bstd::w?(regex|smatch|cmatch)\b', 'std::regex is slow and overflows the stack: '
     'read by hand with base/text.h'),
    (r'', r'(?<![\w.>])(?:std::)?(?:setlocale|isalpha|isalnum|isdigit|isxdigit|isspace|isupper|'
     r'islower|isprint|ispunct|toupper|tolower|strto[dflu]\w*|ato[filq]\w*|sto[fdilu]\w*|strcoll|'
     r'strftime|mbstowcs|wcstombs|s?scanf)\s*\(|\bstd::locale\b',
     'it depends on the locale: use base/text.h, base/decimal.h or std::from_chars'),
    (r'', r'\busing\s+namespace\s+std\s*;', 'write std:: where it is used'),
    (r'', r'\bstd::format\b', 'GCC 12 has none: use fmt::format'),
    (r'', r'\bcatch\s*\(\s*\.\.\.\s*\)', 'catch what you can act on, by its type'),
    (r'', r'\bGTEST_SKIP\s*\(\s*\)(?!\s*<<)', 'say why: GTEST_SKIP() << "reason"'),
    (r'', r'\bDISABLED_\w+', 'a test that does not run proves nothing: mend or remove it'),
    (r'src/(app|cli|http)/.*|src/main\.cpp|.*_(test|fuzz|bench)\.cpp|test/.*|bench/.*',
     r'\bstd::(cout|cerr|clog)\b|(?<![\w:.>])f?printf\s*\(',
     'rooms return values; only the doors print'),
]

# Headers that are seen in one place only: (where, pattern of the header, what to do instead).
WALLED_HEADERS = [
    (r'src/store/.*|bench/.*', r'sqlite3\.h|libpq-fe\.h|libpq/.*|pg_config.*',
     'databases are seen in src/store only: use youju/store/database.h'),
    (r'src/http/.*|bench/.*', r'boost/(beast|asio)(/.*|\.hpp)', 'HTTP is seen in src/http only'),
    (r'src/cli/.*', r'CLI/.*', 'the command line is seen in src/cli only'),
    (r'src/office/.*', r'zip\.h|expat\.h|xlsxwriter.*|zlib\.h',
     'zip and spreadsheets are seen in src/office only'),
    (r'src/org/.*', r'sodium(/.*)?\.h', 'passwords and secrets are kept in src/org only'),
    (r'(?!)', r'regex|format|locale|locale\.h|clocale|codecvt', 'see BANS in tools/tidy.py'),
]

SQL = re.compile(r'\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|'
                 r'(CREATE|ALTER|DROP)\s+(UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER))\b', re.DOTALL)
CHINESE = re.compile('[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]')
# Split, so that this file does not find itself.
UNDONE = re.compile(r'\b(' + '|'.join(['TO' + 'DO', 'FIX' + 'ME', 'X' * 3 + r'(?!X)']) + r')\b')
MACHINE_PATH = re.compile(r'(?<![\w.\-])/(?:' + '|'.join(['work', 'farm', 'root', 'home', 'tmp/wt'])
                          + r')/')
ERROR_USE = re.compile(r'\bfail\(\s*ErrorKind::\w+,\s*"([^"]+)"|\bsentence\(\s*"([^"]+)"|'
                       r'ErrorKind::\w+,\s*"(\w+\.[\w.]+)"')
ID = re.compile(r'[a-z][a-z0-9_]*(\.[a-z0-9_]+)+')


class Tree:
    """The files of the repository: those git knows and those it would add. Texts are read once."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(p for p in self._list() if (self.root / p).is_file())
        self._texts, self._cpp, self._users = {}, {}, {}

    def _list(self):
        git = subprocess.run(['git', '-C', str(self.root), 'ls-files', '-z', '-co',
                              '--exclude-standard'], capture_output=True, check=False)
        if git.returncode == 0:
            return git.stdout.decode().split('\0')[:-1]
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = [f for f in folders if f not in ('.git', 'build', 'node_modules', 'out')]
            found += [os.path.relpath(os.path.join(folder, f), self.root) for f in files]
        return found

    def text(self, path):
        """The text of a file, or None if it is not UTF-8."""
        if path not in self._texts:
            try:
                self._texts[path] = (self.root / path).read_bytes().decode('utf-8')
            except UnicodeDecodeError:
                self._texts[path] = None
        return self._texts[path]

    def cpp(self, path):
        if path not in self._cpp:
            self._cpp[path] = CppText(self.text(path) or '')
        return self._cpp[path]

    def is_test(self, path):
        """Tests, fuzzers and benches, and headers that only those include."""
        if path.startswith(('test/', 'bench/')) or re.search(r'_(test|fuzz|bench)\.cpp$', path):
            return True
        users = self.users().get(path, []) if path.endswith('.h') else []
        return bool(users) and all(self.is_test(user) for user in users if user != path)

    def users(self):
        """header -> the sources that include it."""
        if not self._users:
            for path in self.sources():
                for _, header in self.cpp(path).includes:
                    if header.startswith('youju/'):
                        self._users.setdefault('src/' + header[len('youju/'):], []).append(path)
        return self._users

    def sources(self):
        return [p for p in self.paths if p.endswith(('.cpp', '.h')) and not p.startswith('build/')]


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def bans(tree):
    for path in tree.sources():
        code = tree.cpp(path).code
        for allowed, pattern, instead in BANS:
            if allowed and re.fullmatch(allowed, path):
                continue
            for match in re.finditer(pattern, code):
                yield Finding(path, line_of(code, match.start()),
                              f'{match.group(0).strip()} is banned: {instead}')


def walled_headers(tree):
    for path in tree.sources():
        for line, header in tree.cpp(path).includes:
            for allowed, pattern, instead in WALLED_HEADERS:
                if re.fullmatch(pattern, header) and not re.fullmatch(allowed, path):
                    yield Finding(path, line, f'<{header}> is banned here: {instead}')
            inner = re.match(r'youju/(.+)/detail/', header)
            if inner and not path.startswith(f'src/{inner.group(1)}/'):
                yield Finding(path, line, f'<{header}> belongs to the inside of another room')


def literals(tree):
    """No sentence for people and no SQL in ordinary sources."""
    for path in tree.sources():
        if tree.is_test(path):
            continue
        chinese_ok = path in CHINESE_ALLOWED or any(
            re.fullmatch(p, path) for p in CHINESE_ALLOWED_PATTERNS)
        for line, text in tree.cpp(path).literals:
            if not chinese_ok and CHINESE.search(text):
                yield Finding(path, line, 'Chinese text in a literal: sentences stand in '
                              'catalogue/, words of a body in packs/')
            if SQL.match(text) and not path.endswith('_sql.cpp'):
                yield Finding(path, line, 'SQL stands in *_sql.cpp only, as a named constant')


def sizes(tree):
    for path in tree.sources():
        for line, length in tree.cpp(path).functions():
            if length > FUNCTION_LINES_MAX:
                yield Finding(path, line, f'a function of {length} lines; the most is '
                              f'{FUNCTION_LINES_MAX}: split it where a step has a name')
    for path in tree.paths:
        # tools/examples/ holds rows of data, one a line, for which a line is as long as its row.
        if not (path.endswith(('.cpp', '.h', '.py', '.sh', '.cmake', '.ts', '.vue', '.js', '.mjs'))
                or path == 'do') or path.startswith('tools/examples/'):
            continue
        lines = (tree.text(path) or '').split('\n')
        # What another program has written is as long as its subject is.
        is_made = lines[0].startswith('// Made from ')
        if len(lines) - 1 > FILE_LINES_MAX and not is_made:
            yield Finding(path, 1, f'a file of {len(lines) - 1} lines; the most is '
                          f'{FILE_LINES_MAX}: one subject a file')
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_LENGTH_MAX:
                yield Finding(path, number, f'a line of {len(line)} characters; the most is '
                              f'{LINE_LENGTH_MAX}')


def texts(tree):
    """What no text file may hold."""
    for path in tree.paths:
        text = tree.text(path)
        if text is None or path.endswith('package-lock.json'):
            continue
        for match in UNDONE.finditer(text):
            yield Finding(path, line_of(text, match.start()),
                          f'{match.group(0)}: do it now, or describe it in an issue')
        for match in MACHINE_PATH.finditer(text):
            yield Finding(path, line_of(text, match.start()),
                          f'{match.group(0)} is a path of one machine')
        if '\r' in text and not path.startswith(('test/', 'examples/')):
            yield Finding(path, line_of(text, text.index('\r')), 'lines end in LF alone')


def headers(tree):
    for path in tree.sources():
        if not path.endswith('.h'):
            continue
        if '#pragma once' not in (tree.text(path) or ''):
            yield Finding(path, 1, 'a header begins with #pragma once')
        if path.startswith('src/') and path not in tree.users():
            yield Finding(path, 1, 'dead: no file includes this header')


def rooms(tree):
    """Every source belongs to a room of CMakeLists.txt, every room says what it is."""
    listed = set(re.findall(r'^youju_room\((\S+?)[\s)]', tree.text('CMakeLists.txt') or '',
                            re.MULTILINE))
    used = set()
    for path in tree.sources():
        if not path.startswith('src/') or path == 'src/main.cpp':
            continue
        room = os.path.dirname(path)[len('src/'):].removesuffix('/detail')
        if room in listed:
            used.add(room)
        else:
            yield Finding(path, 1, f'dead: {room!r} is no room of CMakeLists.txt')
    for room in sorted(used):
        readme = f'src/{room}/README.md'
        if readme not in tree.paths:
            yield Finding(readme, 1, 'missing: what the room knows, what it may use, where to '
                          'start reading')
        elif tree.text(readme).count('\n') > README_LINES_MAX:
            yield Finding(readme, 1, f'the most is {README_LINES_MAX} lines')


def catalogue(tree):
    """Every error id has its two sentences, every sentence its use."""
    rows = {}
    for path in tree.paths:
        if not re.fullmatch(r'catalogue/\w+\.tsv', path):
            continue
        last = ''
        for number, line in enumerate(tree.text(path).split('\n')[:-1], 1):
            cells = line.split('\t')
            if len(cells) != 3 or not all(c.strip() for c in cells) or not ID.fullmatch(cells[0]):
                yield Finding(path, number, 'a row is id, zh-CN sentence, en sentence')
                continue
            if cells[0] <= last:
                yield Finding(path, number, f'{cells[0]} is not in the order of ids')
            if cells[0] in rows:
                yield Finding(path, number, f'{cells[0]} stands in {rows[cells[0]][0]} already')
            # A field of a record is called {title} in Chinese and {field} in English.
            marks = [sorted(re.findall(r'\{\w+\}', c.replace('{title}', '{field}')))
                     for c in cells[1:]]
            if set(marks[0]) != set(marks[1]):
                yield Finding(path, number, f'{cells[0]}: the sentences have different fields')
            last = cells[0]
            rows[cells[0]] = (path, number)
    used = set()
    for path in tree.paths:
        source = path.startswith('src/') and path.endswith(('.cpp', '.h'))
        if not (source or path.startswith(('web/', 'packs/'))) or tree.is_test(path):
            continue
        text = tree.text(path) or ''
        if source:
            used |= {literal for _, literal in tree.cpp(path).literals}
            for match in ERROR_USE.finditer(text):
                name = next(filter(None, match.groups()))
                if name not in rows and not name.endswith('.'):
                    yield Finding(path, line_of(text, match.start()),
                                  f'{name} has no row in catalogue/')
        else:
            used |= {m.group(0) for m in ID.finditer(text)}
    for name, (path, number) in rows.items():
        # A literal that ends in a dot, "kind.", stands for the ids built from it.
        words = name.split('.')
        prefixes = {'.'.join(words[:at]) + '.' for at in range(1, len(words))}
        if name not in used and not prefixes & used:
            yield Finding(path, number, f'dead: nothing says {name}')


def documents(tree):
    for path in tree.paths:
        if not path.endswith('.md') or path.startswith(('packs/', 'test/')):
            continue
        text = re.sub(r'^(```|~~~).*?^\1', lambda m: '\n' * m.group(0).count('\n'), tree.text(path),
                      flags=re.MULTILINE | re.DOTALL)
        titles = len(re.findall(r'^# ', text, re.MULTILINE))
        if titles != 1:
            yield Finding(path, 1, f'{titles} titles (#): a document has one')
        for match in re.finditer(r'\]\((?!https?:|mailto:|#)([^)#\s]+)', text):
            target = os.path.normpath(os.path.join(os.path.dirname(path), match.group(1)))
            if not (tree.root / target).exists():
                yield Finding(path, line_of(text, match.start()), f'{match.group(1)} is not there')


def glossary(tree):
    """A noun of the glossary is one that the code uses."""
    text = tree.text('doc/glossary.md') if 'doc/glossary.md' in tree.paths else ''
    words = set()
    for path in tree.sources():
        for word in re.findall(r'[A-Za-z_]\w*', tree.cpp(path).code):
            words.update(re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', word).lower().split('_'))
    for number, line in enumerate(text.split('\n'), 1):
        row = re.match(r'\| *[^|]*[\u3400-\u9fff][^|]*\| *`([a-z_ ]+)` *\|', line)
        for part in row.group(1).replace('_', ' ').split() if row else []:
            if part not in words and part + 's' not in words:
                yield Finding('doc/glossary.md', number, f'the code does not use {part!r}')


def blobs(tree):
    for path in tree.paths:
        size = (tree.root / path).stat().st_size
        example = path.startswith('examples/') and path.endswith('.csv')
        limit = EXAMPLE_CSV_BYTES_MAX if example else BLOB_BYTES_MAX
        if size > limit:
            yield Finding(path, 1, f'{size // 1024} KiB; the most is {limit // 1024}: '
                          'make it smaller or let the build make it')


RULES = [bans, walled_headers, literals, sizes, texts, headers, rooms, catalogue, documents,
         glossary, blobs]


def check(root):
    """All findings of a tree, in the order of paths."""
    tree = Tree(root)
    return sorted(finding for rule in RULES for finding in rule(tree))


def longest(tree):
    """The ten longest sources, and those that are longer than they should be."""
    lengths = sorted(((tree.text(p).count('\n'), p) for p in tree.sources()), reverse=True)
    return [row for i, row in enumerate(lengths) if i < 10 or row[0] > FILE_LINES_WISHED]


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    findings = check(root)
    for path, line, message in findings:
        print(f'{path}:{line}: {message}')
    print('longest sources (500 lines are wished, 700 the most):')
    for length, path in longest(Tree(root)):
        print(f'  {length:4} {path}')
    print(f'{len(findings)} findings')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
