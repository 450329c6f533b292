#!/usr/bin/env python3
"""The types of the web client, made from the server's own description of its interface.

    tools/api_types.py --youju BINARY          writes web/src/api/wire.ts
    tools/api_types.py --youju BINARY --check  the test "api_types": it is what would be written

Where pages already use what wire.ts lacks, the program is built once with YOUJU_WEB_UNCHECKED=1.
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / 'web' / 'src' / 'api' / 'wire.ts'
HEAD = ('// Made from the OpenAPI document of the server by tools/api_types.py: do not edit. What '
        'the words\n// of a text may be, types.ts says.\n')
SIMPLE = {'string': 'string', 'integer': 'number', 'boolean': 'boolean'}


def description(binary):
    """The document as a server of this binary tells it, from an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binary, '--data', f'{folder}/data', 'init'], check=True,
                       stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [binary, '--data', f'{folder}/data', 'serve', '--listen', '127.0.0.1:0'],
            stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r'http://[\d.:]+', server.stdout.readline()).group(0)
            with urllib.request.urlopen(f'{address}/api/openapi.json', timeout=30) as answer:
                return json.load(answer)
        finally:
            server.terminate()
            server.wait()


def name_of(reference):
    return reference['$ref'].rsplit('/', 1)[1]


def type_of(schema):
    if '$ref' in schema:
        return name_of(schema)
    if schema['type'] == 'array':
        return type_of(schema['items']) + '[]'
    if schema['type'] == 'object':
        return '{ [name: string]: ' + type_of(schema['additionalProperties']) + ' }'
    return SIMPLE[schema['type']]


def interface(name, schema):
    if not schema['properties']:
        return f'export type {name} = object;\n'
    bases = ', '.join(name_of(base) for base in schema.get('allOf', []))
    lines = [f'export interface {name}' + (f' extends {bases}' if bases else '') + ' {']
    for member, its in schema['properties'].items():
        mark = '' if member in schema['required'] else '?'
        lines.append(f'  {member}{mark}: {type_of(its)};')
    return '\n'.join(lines) + '\n}\n'


def written(document):
    schemas = document['components']['schemas']
    return HEAD + ''.join('\n' + interface(*each) for each in schemas.items())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--youju', required=True)
    parser.add_argument('--check', action='store_true')
    given = parser.parse_args()
    text = written(description(given.youju))
    if not given.check:
        FILE.write_text(text, encoding='utf-8')
        return 0
    if FILE.read_text(encoding='utf-8') == text:
        return 0
    print(f'{FILE.name} is not what the server says of its interface: run tools/api_types.py '
          f'--youju {given.youju}')
    return 1


if __name__ == '__main__':
    sys.exit(main())
