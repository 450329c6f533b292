"""The surface forms by which recall is told: a figure has one or more of them."""
import re

CHINESE = '零〇○一二两三四五六七八九十百千廿卅'


def forms(figure, text):
    """Names of the forms that the surface of a figure has."""
    if figure.qualifier == 'missing':
        return ['missing: before ' + (figure.unit if figure.unit in ('%', '亿元', '万元') else
                                      'another unit')]
    if figure.qualifier == 'placeholder':
        return ['placeholder']
    if figure.measure == 'date':
        return ['date: ' + ('range' if '..' in figure.value else 'Chinese numerals' if
                            figure.text[0] in CHINESE else 'digits')]
    if figure.measure in ('rank', 'ordinal', 'frequency'):
        return [figure.measure]
    found = [name for name, pattern in FORMS if re.search(pattern, figure.text)]
    if figure.qualifier != 'exact' and not re.search('[余多几]', figure.text):
        found.append('qualifier outside')
    if text[figure.end:figure.end + 1] in '，、。；：）\n' and not figure.unit:
        found.append('no unit')
    return found or ['plain integer']


FORMS = [
    ('thousands separator', r'\d,\d{3}'),
    ('full-width', '[０-９]'),
    ('decimal', r'\d\.\d'),
    ('万, 亿', '[万亿]'),
    ('Chinese numeral', f'^[{CHINESE}]'),
    ('余, 多, 几', '[余多几]'),
    ('range', '[—～-]|[0-9一二三四五六七八九][至到][0-9一二两三四五六七八九十]'),
    ('percent', '[%％‰]'),
    ('百分点', '百分点'),
    ('成, 半, 分之', '成|半|分之'),
    ('倍, 番', '[倍番]'),
    ('compound unit', '[（(/]|人次|场次|台套|亩次|项次|家次'),
]
