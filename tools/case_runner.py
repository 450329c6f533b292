#!/usr/bin/env python3
"""Runs .case files: behaviour told as commands and requests with their exact output.

    tools/case_runner.py --youju BINARY [--bless] FILE_OR_FOLDER...
    tools/case_runner.py --youju BINARY --coverage [FOLDER]

A case is one file. Its lines are

    # what it shows                   the first line; more may follow anywhere
    use town                          copies test/cases/town, a small pack with an example, anew
    now 2020-12-01                    sets the clock (that day, 08:00 in +08:00), also its default
    file PATH                         writes the indented lines below it to a file
    edit PATH: OLD => NEW             changes one text in a file
    $ youju …                         runs the binary; `$ cat FILE` shows a file
    GET /path                         asks a server of the data folder; `POST`, `HEAD` too, and
    GET /path [en]                    the language asked for

Below a command or a request stands, indented, what it printed: standard output as it is, standard
error behind `! `, and `= STATUS` where it is not 0. A page is shown as its text, an archive as the
names of its parts. Ids become <id-1>, <id-2> … in the order of their first appearance, and can be
used so in later commands; hashes, instants, ports, temporary passwords and the folder lose their
values too. A case that
yields an error (a status above 1; 400 and above) is named fail_…, and no other is. `--bless` writes
what was printed into the file. Only Python's standard library is used.
"""
import argparse
import concurrent.futures
import difflib
import html
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / 'test' / 'cases'
INDENT = '    '
DEFAULT_NOW = '2020-12-01'
STEP = re.compile(r'(\$ |GET |HEAD |POST |use |now |file |edit )')
UUID = re.compile(r'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}')


class Refused(Exception):
    """The case itself is at fault."""


class Normaliser:
    """The one place where what differs from run to run loses its value."""

    def __init__(self, folder):
        self.folder, self.ids = str(folder), {}

    def __call__(self, text):
        text = text.replace(self.folder, '<folder>')
        text = UUID.sub(self._id, text)
        text = re.sub(r'\b[0-9a-f]{64}\b', '<hash>', text)
        text = re.sub(r'\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{16}\b', '<hash>', text)
        text = re.sub(r'127\.0\.0\.1:[1-6]\d{4}\b', '127.0.0.1:<port>', text)
        text = re.sub(r'(?m)^(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9]{12}$', '<password>', text)
        return re.sub(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00', '<time>', text)

    def _id(self, match):
        return self.ids.setdefault(match.group(), f'<id-{len(self.ids) + 1}>')

    def meant(self, text):
        """The text of a case with the ids that stand for its marks."""
        for value, mark in self.ids.items():
            text = text.replace(mark, value)
        return text


def page_text(page):
    """A page as its text: a line an element, links as [text](address)."""
    page = re.sub(r'<(style|head)\b.*?</\1>', '', page, flags=re.DOTALL)
    page = re.sub(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', r'[\2](\1)', page, flags=re.DOTALL)
    page = re.sub(r'</t[dh]>\s*(?=<t[dh])', ' | ', page)
    page = re.sub(r'</dt>\s*<dd>', ': ', page)
    page = html.unescape(re.sub(r'<[^>]+>', '', page))
    return '\n'.join(line.strip() for line in page.splitlines() if line.strip())


class Step:
    """A line of a case with what stands below it, and what it printed when it ran."""

    def __init__(self, number, line):
        self.number, self.line, self.below, self.printed = number, line, [], None

    @property
    def behind(self):
        """The blank lines and remarks between what it printed and the next step."""
        at = len(self.below)
        while at and isinstance(self.below[at - 1], tuple):
            at -= 1
        return self.below[at:]

    @property
    def remarks(self):
        return [each for each in self.below if isinstance(each, tuple) and each[1]]

    @property
    def asserts(self):
        return self.line.startswith(('$ ', 'GET ', 'HEAD ', 'POST '))


class Case:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.head, self.steps = [], []
        for number, line in enumerate(self.path.read_text(encoding='utf-8').splitlines(), 1):
            if STEP.match(line):
                self.steps.append(Step(number, line))
            elif self.steps and line.startswith(INDENT):
                self.steps[-1].below.append(line[len(INDENT):])
            elif not line.strip() or line.startswith('#'):
                (self.steps[-1].below if self.steps else self.head).append(('', line))
            else:
                raise Refused(f'{path}:{number}: what is “{line}”?')
        if not self.head or not self.head[0][1].startswith('# '):
            raise Refused(f'{path}:1: the first line says what the case shows, behind “# ”')
        if not any(step.asserts for step in self.steps):
            raise Refused(f'{path}: it asserts nothing: no command, no request')

    def text(self):
        lines = [line for _, line in self.head]
        for step in self.steps:
            lines.append(step.line)
            kept = step.below if step.printed is None else [*step.printed, *step.behind]
            lines += [each[1] if isinstance(each, tuple) else (INDENT + each).rstrip()
                      for each in kept]
        return '\n'.join(lines) + '\n'


class Run:
    """One case in a folder of its own."""

    def __init__(self, case, youju):
        self.case, self.youju, self.server, self.failed = case, youju, None, False
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='youju-case-')).resolve()
        self.normal = Normaliser(self.folder)
        (self.folder / 'bin').mkdir()
        (self.folder / 'bin' / 'youju').symlink_to(youju)
        self.environment = {'PATH': f'{self.folder}/bin:/usr/bin:/bin', 'HOME': str(self.folder)}
        self.now(DEFAULT_NOW)

    def now(self, day):
        from datetime import datetime, timezone
        moment = datetime.fromisoformat(day).replace(tzinfo=timezone.utc)
        self.environment['YOUJU_NOW_MS'] = str(int(moment.timestamp()) * 1000)

    def close(self):
        self.stop_server()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self):
        for step in self.case.steps:
            word, _, rest = step.line.partition(' ')
            if word == '$':
                self.stop_server()  # a command may want the folder for itself
                step.printed = self.command(rest)
            elif word in ('GET', 'HEAD', 'POST'):
                step.printed = self.request(word, rest)
            else:
                getattr(self, word)(rest, step) if word != 'now' else self.now(rest)

    def use(self, name, _):
        shutil.copytree(CASES / name, self.folder, dirs_exist_ok=True)

    def file(self, name, step):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [each[1] if isinstance(each, tuple) else each for each in step.below
                 if each not in step.remarks]
        while lines and not lines[-1].strip():
            lines.pop()
        path.write_text('\n'.join(lines) + '\n', encoding='utf-8')

    def edit(self, rest, step):
        name, _, change = rest.partition(': ')
        old, _, new = change.partition(' => ')
        text = (self.folder / name).read_text(encoding='utf-8')
        if old not in text:
            raise Refused(f'{self.case.path}:{step.number}: “{old}” does not stand in {name}')
        (self.folder / name).write_text(text.replace(old, new, 1), encoding='utf-8')

    def command(self, line):
        words = shlex.split(self.normal.meant(line))
        if words[0] not in ('youju', 'cat'):
            raise Refused(f'{self.case.path}: only youju and cat are run, not {words[0]}')
        done = subprocess.run(words, cwd=self.folder, env=self.environment, timeout=60,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.failed |= done.returncode > 1 or done.returncode < 0
        out = self.lines(done.stdout.rstrip() + b'\n' if done.stdout.strip() else b'')
        out += ['! ' + line for line in self.lines(done.stderr)]
        return out + ([f'= {done.returncode}'] if done.returncode else [])

    def lines(self, data):
        return self.normal(data.decode('utf-8', 'replace')).splitlines()

    def start_server(self):
        self.server = subprocess.Popen(
            ['youju', 'serve', '--listen', '127.0.0.1:0'], cwd=self.folder, env=self.environment,
            executable=str(self.youju), stdout=subprocess.PIPE, text=True)
        found = re.search(r'http://\S+?(?=/)', self.server.stdout.readline())
        if not found:
            raise Refused(f'{self.case.path}: the server does not start')
        self.address = found.group()

    def stop_server(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait()
            self.server.stdout.close()
            self.server = None

    def request(self, method, rest):
        if self.server is None:
            self.start_server()
        path, _, language = self.normal.meant(rest).partition(' ')
        asked = urllib.request.Request(
            self.address + path, method=method, data=b'' if method == 'POST' else None,
            headers={'Accept-Language': language.strip('[]') or 'zh-CN'})
        try:
            answer = urllib.request.urlopen(asked, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            body, kind = answer.read(), answer.headers.get_content_type()
        self.failed |= answer.status >= 400
        lines = [f'= {answer.status} {kind}']
        if kind == 'text/html':
            return lines + self.normal(page_text(body.decode('utf-8'))).splitlines()
        if kind.startswith('text/'):
            return lines + self.lines(body)
        if kind == 'application/json' or kind.endswith('+json'):
            return lines + self.normal(json.dumps(json.loads(body), ensure_ascii=False, indent=1)
                                       ).splitlines()
        if not body.startswith(b'PK'):
            return lines
        return lines + sorted(zipfile.ZipFile(_as_file(body)).namelist())


def _as_file(data):
    import io
    return io.BytesIO(data)


def play(path, youju, bless):
    """Runs one case: the text of its fault, or nothing; and all that it printed."""
    try:
        case = Case(path)
        run = Run(case, youju)
        try:
            run.run()
        finally:
            run.close()
    except (Refused, subprocess.TimeoutExpired, OSError, ValueError) as fault:
        return str(fault), ''
    printed = '\n'.join(line for step in case.steps for line in step.printed or [])
    if run.failed != case.path.name.startswith('fail_'):
        name = 'it yields an error: name it fail_…' if run.failed else 'it yields no error'
        return f'{path}: {name}', printed
    before = case.path.read_text(encoding='utf-8')
    if bless:
        case.path.write_text(case.text(), encoding='utf-8')
    elif before != case.text():
        return '\n'.join(difflib.unified_diff(before.splitlines(), case.text().splitlines(),
                                              str(path), 'as it ran', lineterm='')), printed
    return None, printed


def found_cases(names):
    for name in names:
        path = pathlib.Path(name)
        yield from sorted(path.rglob('*.case')) if path.is_dir() else [path]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n', maxsplit=1)[0])
    parser.add_argument('--youju', required=True, type=lambda name: pathlib.Path(name).resolve())
    parser.add_argument('--bless', action='store_true', help='write what was printed')
    parser.add_argument('--coverage', action='store_true', help='tell what no case reaches')
    parser.add_argument('names', nargs='*', default=[str(CASES)])
    options = parser.parse_args()
    cases = list(found_cases(options.names))
    if not cases:
        sys.exit('no case found')
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda path: play(path, options.youju, options.bless), cases))
    faults = [fault for fault, _ in results if fault]
    if options.coverage:
        import case_coverage
        sys.exit(case_coverage.report(options.youju, cases, [printed for _, printed in results]))
    print('\n\n'.join([*faults, f'{len(cases)} cases, {len(faults)} failures']))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
