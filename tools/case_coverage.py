"""What no case reaches: commands, options and paths (a failure), and error ids (told, no failure).

`tools/case_runner.py --coverage` calls it after all cases have run.
"""
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def help_of(youju, words):
    done = subprocess.run([youju, '--lang', 'en', *words, '--help'], capture_output=True, text=True,
                          check=True)
    return done.stdout


def options_in(text):
    found = []
    for line in text.splitlines():
        if match := re.match(r' {2}((?:-\w,)?--[a-z][a-z-]*)', line):
            found.append(match.group(1).split(',')[-1])
    return found


def commands_in(text):
    return re.findall(r'^  ([a-z]+)\s', text.partition('Commands:')[2], re.MULTILINE)


def unused_words(youju, cases):
    """Commands and options that `--help` shows and no case uses."""
    lines = [line for path in cases for line in path.read_text(encoding='utf-8').splitlines()
             if line.startswith('$ youju')]
    general = help_of(youju, [])
    unused = [option for option in options_in(general)
              if not any(re.search(rf'{option}\b', line) for line in lines)]
    for command in commands_in(general):
        below = commands_in(help_of(youju, [command]))
        for words in [[command, each] for each in below] or [[command]]:
            name = ' '.join(words)
            used = [line for line in lines if re.search(rf'\b{name}\b', line)]
            if not used:
                unused.append(name)
            unused += [f'{name} {option}' for option in options_in(help_of(youju, words))
                       if option != '--help' and
                       not any(re.search(rf'{option}\b', line) or
                               option == '--output' and ' -o ' in line for line in used)]
    return unused


def unused_paths(cases):
    """Plain pages that no case asks for; src/http/api_test.cpp asks for every route."""
    source = (ROOT / 'src/http/plain.cpp').read_text(encoding='utf-8')
    paths = re.findall(r'request_\.path == "([^"]+)"', source)
    paths += [f'/plain/{name}/' for name in re.findall(r'parts\[2\] == "(\w+)"', source)]
    asked = [line for path in cases for line in path.read_text(encoding='utf-8').splitlines()
             if line.startswith('GET ')]
    return [path for path in paths
            if not any(re.match(rf'GET {re.escape(path)}' + ('' if path[-1:] == '/' and path != '/'
                                                             else r'(?:$|[ ?])'), line)
                       for line in asked)]


def unreached_errors(printed):
    """Ids with which some room fails whose sentence no case prints and no unit test names."""
    ids = set()
    tests = ''
    for path in (ROOT / 'src').rglob('*.cpp'):
        text = path.read_text(encoding='utf-8')
        if path.name.endswith('_test.cpp'):
            tests += text
        else:
            ids |= set(re.findall(r'"([a-z]+\.[a-z_]+)"', text))
    tests += ''.join(path.read_text(encoding='utf-8') for path in (ROOT / 'test').rglob('*.py'))
    whole = '\n'.join(printed)
    unreached = []
    for catalogue in sorted((ROOT / 'catalogue').glob('*.tsv')):
        for line in catalogue.read_text(encoding='utf-8').splitlines():
            name, *sentences = line.split('\t')
            if name not in ids or name in tests:
                continue
            shapes = [re.sub(r'\\\{\w+\\\}', '.*', re.escape(sentence)) for sentence in sentences]
            if not any(re.search(shape, whole) for shape in shapes):
                unreached.append(name)
    return unreached


def report(youju, cases, printed):
    missing = unused_words(youju, cases) + unused_paths(cases)
    errors = unreached_errors(printed)
    print(f'{len(errors)} sentences that neither a case nor a test reaches:')
    for name in errors:
        print(f'  {name}')
    print(f'{len(missing)} commands, options and paths that no case uses')
    for name in missing:
        print(f'  {name}')
    return bool(missing)
