"""C++ source as text: comments and literals set apart, bodies of functions found.

Not a parser: it knows just enough of the language for the rules of tidy.py, and every case it must
get right stands in test/tidy.
"""
import re

_TOKEN = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'",  # a quote after a digit separates digits
    re.DOTALL)
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)


class CppText:
    """One C++ file: `code` is the text with comments and the insides of literals blanked, so that
    offsets and lines stay; `literals` and `includes` are (line, text)."""

    def __init__(self, text):
        self.literals = []
        self.includes = [(_line(text, m.start()), m.group(1)) for m in _INCLUDE.finditer(text)]
        parts, last = [], 0
        for match in _TOKEN.finditer(text):
            parts.append(text[last:match.start()])
            token = match.group(0)
            if token[0] in '"\'R':
                self.literals.append((_line(text, match.start()), _inside(token)))
                parts.append(token[0].replace('R', '"') + _blank(token[1:-1]) + token[-1])
            else:
                parts.append(_blank(token))
            last = match.end()
        parts.append(text[last:])
        self.code = ''.join(parts)

    def functions(self):
        """(first line, number of lines) of each function defined in a namespace or class. A lambda
        belongs to the function around it."""
        code = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', lambda m: _blank(m.group(0)), self.code,
                      flags=re.MULTILINE)
        found, stack, head, head_at = [], [], 0, 0
        for match in re.finditer(r'[{};]', code):
            at, sign = match.start(), match.group(0)
            inside = any(kind != 'scope' for kind, _, _ in stack)
            if sign == '{':
                kind = 'inner' if inside else _kind(code[head:at])
                start = head if kind == 'body' else at
                stack.append((kind, start, head))
                if kind == 'scope':
                    head = at + 1
            elif sign == '}' and stack:
                kind, start, _ = stack.pop()
                follow = re.match(r'\s*([,{])', code[at + 1:at + 200])
                member = kind == 'body' and follow  # a{1} in a constructor's list of members
                if kind == 'body' and not member:
                    first = start + len(code[start:]) - len(code[start:].lstrip())
                    found.append((_line(code, first), code.count('\n', first, at) + 1))
                if not member and not any(k != 'scope' for k, _, _ in stack):
                    head = at + 1
            elif sign == ';' and not inside:
                head = at + 1
        return found


def _kind(head):
    """What a brace in a namespace or class opens, from the text before it."""
    flat = head
    while True:
        shorter = re.sub(r'\([^()]*\)', ' () '.replace('()', '\x01'), flat)
        if shorter == flat:
            break
        flat = shorter
    if re.search(r'\b(namespace|class|struct|union|enum|extern)\b', flat) and '\x01' not in flat:
        return 'scope'
    of_type = r'\b(class|struct|union)\s+(alignas\s*)?(\x01\s*)?[A-Za-z_]\w*\s*(final\b)?[^\x01]*$'
    if re.search(of_type, flat):
        return 'scope'
    assigned = re.search(r'(?<![=!<>+\-*/%&|^])=(?!=)', flat) and 'operator' not in flat
    return 'body' if '\x01' in flat and not assigned else 'value'


def _inside(token):
    if token.startswith('R"'):
        return token[token.index('(') + 1:token.rindex(')')]
    return token[1:-1]


def _blank(text):
    return re.sub(r'[^\n]', ' ', text)


def _line(text, offset):
    return text.count('\n', 0, offset) + 1
