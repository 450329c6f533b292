#!/usr/bin/env python3
"""The test "rooms": no room knows what the table in doc/architecture.md forbids.

    tools/rooms.py BUILD    compares the table with two things that the build itself says:
                            BUILD/rooms.tsv, the link graph as CMake holds it, and
                            `ninja -t deps`, the headers that the compiler really read

Prints each difference; exit 1 if there is one.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERYWHERE = {'fmt::fmt', 'tl::expected', 'youju_flags'}

# Headers that only one room may reach, even through others: the header, its rooms.
WALLED = [
    (re.compile(r'/(sqlite3|libpq-fe|libpq-events)\.h$'), {'store'}),
    (re.compile(r'/boost/(asio|beast)/'), {'http'}),
    (re.compile(r'/CLI/'), {'cli'}),
    (re.compile(r'/sodium(/|\.h$)'), {'org'}),
    # Our own office/zip.h is reached through a door: …/doors/office/, or doors/office/ where the
    # compiler is given relative paths.
    (re.compile(r'^(?!(?:.*/)?doors/).*/(zip|expat|xlsxwriter)\.h$'), {'office'}),
]


def cell_list(cell):
    return {word for word in re.split(r'[,\s]+', cell.replace('`', '')) if word not in ('', '–')}


def read_table(text):
    """room -> (shown rooms, rooms used inside, outside libraries), from the document."""
    table = {}
    for line in text.split('\n'):
        cells = [c.strip() for c in line.strip().strip('|').split('|')]
        if line.startswith('| `') and len(cells) == 6:
            table[cells[0].strip('`')] = tuple(cell_list(c) for c in cells[2:5])
    return table


def read_links(text):
    """room -> (shown, inside, libraries), from lines `room<TAB>links<TAB>links of its users`."""
    links = {}
    for line in text.splitlines():
        room, all_links, interface = (cell.split() for cell in line.split('\t'))
        shown = {x for x in interface if not x.startswith('$<')}
        names = set(all_links) - EVERYWHERE
        below = {x.removeprefix('youju_') for x in names if x.startswith('youju_')}
        public = {x.removeprefix('youju_') for x in shown if x.startswith('youju_')}
        links[room[0]] = (below & public, below - public,
                          {x for x in names if not x.startswith('youju_')})
    return links


def compare(table, links):
    for room in links:
        if room not in table:
            yield f'{room}: is not in the table'
            continue
        for what, allowed, found in zip(('shows', 'uses inside', 'links the library'),
                                        table[room], links[room]):
            for name in sorted(found - allowed):
                yield f'{room}: {what} {name}, which the table does not allow'
            for name in sorted(allowed - found):
                yield f'{room}: the table says that it {what} {name}, but it does not'
    for room in table:
        if room not in links:
            yield f'{room}: stands in the table, but is not built'


def visible(links, room):
    """The rooms whose headers a source of this room may include."""
    seen, todo = {room}, list(links[room][0] | links[room][1])
    while todo:
        below = todo.pop()
        if below not in seen:
            seen.add(below)
            todo.extend(links[below][0])
    return seen


def read_headers(text):
    """(room, object, headers) of each object of a room or its tests, from `ninja -t deps`."""
    for block in text.split('\n\n'):
        first, _, rest = block.partition('\n')
        match = re.match(r'CMakeFiles/youju_(\w+?)(?:_test)?\.dir/(\S+):', first)
        if match:
            yield match.group(1), match.group(2), rest.split()


def reached(table, blocks):
    """What objects reach and must not. Also counts what was looked at."""
    count = 0
    for room, name, headers in blocks:
        if room not in table:
            continue
        count += 1
        allowed = visible(table, room)
        doors = {m.group(1) for h in headers if (m := re.search(r'(?:^|/)doors/(\w+)/youju/', h))}
        for other in sorted(doors - allowed):
            yield f'{room}: {name} includes a header of {other}'
        for header in headers:
            for pattern, rooms in WALLED:
                if pattern.search(header) and room not in rooms:
                    yield f'{room}: {name} reaches {header}'
    if count == 0:
        yield 'the build has no objects: build it first'
    else:
        print(f'{count} objects looked at')


def main():
    build = Path(sys.argv[1])
    table = read_table((ROOT / 'doc/architecture.md').read_text())
    links = read_links((build / 'rooms.tsv').read_text())
    deps = subprocess.run(['ninja', '-C', str(build), '-t', 'deps'], capture_output=True,
                          check=True, text=True).stdout
    findings = list(compare(table, links)) + list(reached(table, read_headers(deps)))
    print('\n'.join(findings) or f'{len(links)} rooms are as doc/architecture.md says')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main())
