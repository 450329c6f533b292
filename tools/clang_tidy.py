#!/usr/bin/env python3
"""The test "clang-tidy": .clang-tidy finds nothing in src/ (unit tests and fuzzers apart).

    tools/clang_tidy.py BUILD [PART]   checks the sources of BUILD/compile_commands.json, only those
                                       with PART in their path if given

A source that was clean is not checked again while it, what it includes of ours, its flags and
.clang-tidy are unchanged: the hash of all these is kept in build/clang_tidy/. Exit 1 if anything is
found, 77 (skipped) if clang-tidy-19 is not installed.
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLEAN = ROOT / 'build' / 'clang_tidy'
# The compiler's precompiled headers (cmake/speed.cmake), which are not for clang; without them a
# source that lacks an include does not compile.
PRECOMPILED = re.compile(r' -Winvalid-pch| -fpch-preprocess| -include \S+cmake_pch\.hxx')
INCLUDE = re.compile(r'^#include <youju/([^>]+)>', re.MULTILINE)
TEXTS = {}


def text_of(path):
    if path not in TEXTS:
        TEXTS[path] = path.read_text() if path.is_file() else ''
    return TEXTS[path]


def with_headers(source):
    """The source and all headers of ours that it reaches, sorted."""
    seen, todo = {source}, [source]
    while todo:
        for name in INCLUDE.findall(text_of(todo.pop())):
            header = ROOT / 'src' / name
            if header not in seen:
                seen.add(header)
                todo.append(header)
    return sorted(seen)


def key_of(source, command):
    digest = hashlib.sha256()
    for part in [command, text_of(ROOT / '.clang-tidy'), *map(text_of, with_headers(source))]:
        digest.update(part.encode() + b'\0')
    return digest.hexdigest()


def check(tool, commands, source, key):
    """Runs clang-tidy on one source; returns what it says, '' if clean."""
    run = subprocess.run(
        [tool, '--quiet', f'-p={commands}', f'--header-filter={ROOT}/src/.*|.*/doors/.*',
         '--extra-arg=-Wno-everything', str(source)], capture_output=True, text=True, check=False)
    if run.returncode == 0 and not run.stdout.strip():
        (CLEAN / key).touch()
        return ''
    return run.stdout + (run.stderr if run.returncode else '')


def main():
    build = Path(sys.argv[1]).resolve()
    part = sys.argv[2] if len(sys.argv) > 2 else ''
    tool = shutil.which('clang-tidy-19')
    if not tool:
        print('SKIPPED: clang-tidy-19 is not installed (package clang-tidy-19)')
        return 77
    CLEAN.mkdir(parents=True, exist_ok=True)
    keys = {}
    entries = json.loads((build / 'compile_commands.json').read_text())
    for entry in entries:
        entry['command'] = PRECOMPILED.sub('', entry['command'])
        source = Path(entry['file'])
        ours = source.is_relative_to(ROOT / 'src')
        if ours and part in str(source) and not re.search(r'_(test|fuzz|bench)$', source.stem):
            keys[source] = key_of(source, entry['command'])
    # The longest first, so that the last one does not run alone.
    todo = sorted((s for s, k in keys.items() if not (CLEAN / k).exists()),
                  key=lambda s: -len(text_of(s)))
    print(f'{len(keys)} sources, {len(todo)} to check', flush=True)
    found = 0
    with tempfile.TemporaryDirectory() as commands, ThreadPoolExecutor(os.cpu_count()) as pool:
        (Path(commands) / 'compile_commands.json').write_text(json.dumps(entries))
        for said in pool.map(lambda s: check(tool, commands, s, keys[s]), todo):
            found += bool(said)
            print(said, end='', flush=True)
    for old in CLEAN.iterdir():
        if not part and old.name not in keys.values():
            old.unlink()
    print(f'{found} sources with findings' if found else 'clean')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
