#!/usr/bin/env python3
"""The test "corpus_gold": the gold of the reading corpus is sound, and the scorer counts what it
should, tried on answers made from the gold itself."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import gold  # noqa: E402
import mutate  # noqa: E402
import score  # noqa: E402
from numerals import understood  # noqa: E402

PATHS = sorted(score.CORPUS.glob('*/*.passage'))
PASSAGES = [gold.passage(path) for path in PATHS]


def echo(passages):
    """What a reader without fault would print."""
    answers = {}
    for passage in passages:
        figures = [dict(f._asdict()) for f in passage.figures]
        relations = [{'relation': r.kind, 'verdict': r.verdict, 'figures': r.figures}
                     for r in passage.relations]
        answers[passage.name] = (figures, relations)
    return answers


class Numerals(unittest.TestCase):
    def test_a_surface_has_one_value(self):
        for surface, measure, expected in [
                ('3万余本', 'count', ('30000', '本', 'at_least')),
                ('492万余人次', 'total', ('4920000', '人次', 'at_least')),
                ('12.5亿元', 'amount', ('12.5', '亿元', 'exact')),
                ('1.2亿人次', 'count', ('120000000', '人次', 'exact')),
                ('一千零五人', 'count', ('1005', '人', 'exact')),
                ('三五十人', 'count', ('30..50', '人', 'exact')),
                ('十余家', 'count', ('10', '家', 'at_least')),
                ('十七八家', 'count', ('17..18', '家', 'exact')),
                ('两三个', 'count', ('2..3', '个', 'exact')),
                ('七八成', 'share', ('70..80', '%', 'exact')),
                ('半斤', 'amount', ('0.5', '斤', 'exact')),
                ('半个月', 'duration', ('0.5', '个月', 'exact')),
                ('一千瓦', 'amount', ('1', '千瓦', 'exact')),
                ('一万五千亿元', 'amount', ('15000', '亿元', 'exact')),
                ('百分之三十五', 'share', ('35', '%', 'exact')),
                ('百分之三点五', 'share', ('3.5', '%', 'exact')),
                ('三成五', 'share', ('35', '%', 'exact')),
                ('六成多', 'share', ('60', '%', 'at_least')),
                ('１，２７０家', 'count', ('1270', '家', 'exact')),
                ('12万3千元', 'amount', ('123000', '元', 'exact')),
                ('2个多月', 'duration', ('2', '个月', 'at_least')),
                ('三年多', 'duration', ('3', '年', 'at_least')),
                ('一年半', 'duration', ('1.5', '年', 'exact')),
                ('两个半小时', 'duration', ('2.5', '小时', 'exact')),
                ('2-3万元', 'amount', ('20000..30000', '元', 'exact')),
                ('3%—5%', 'growth', ('3..5', '%', 'exact')),
                ('数十家', 'count', ('10', '家', 'at_least')),
                ('每月两期', 'frequency', ('2', '期/月', 'exact')),
                ('XX人(次)', 'count', (None, '人(次)', 'placeholder')),
                ('20xx年', 'date', (None, '年', 'placeholder')),
                ('1—11月', 'date', ('01..11', '月', 'exact')),
                ('2016—2020年', 'date', ('2016..2020', '年', 'exact')),
                ('4月15日至21日', 'date', ('04-15..04-21', '', 'exact')),
                ('二○○六年', 'date', ('2006', '年', 'exact')),
                ('2020年1月10日', 'date', ('2020-01-10', '', 'exact'))]:
            self.assertEqual(understood(surface, measure), expected, surface)


class Qualifier(unittest.TestCase):
    def test_the_words_around_a_figure_qualify_it(self):
        for sentence, expected in [
                ('比上届的[181支|c]多了[31支|g]', 'exact'), ('比上年的[1228篇|c]多[307篇|g]', 'exact'),
                ('[9名|c]多重残疾儿童', 'exact'), ('[60周岁|d]及以上', 'at_least'),
                ('占[六成|s]出头', 'at_least'), ('覆盖面过[九成|s]', 'at_least'),
                ('评审通过[9项|c]', 'exact'), ('产值破[百亿元|a]', 'at_least'),
                ('命案破[3起|c]', 'exact'), ('不小于[800平方米|A]', 'at_least'),
                ('不少于[3次|c]', 'at_least'), ('不得低于奖补额的[40%|s]', 'at_least'),
                ('不得超过[10%|s]', 'about'), ('不多于[4个|c]', 'about'),
                ('不及[一半|s]', 'about'), ('不足总数的[一成|s]', 'about'),
                ('约占[4%|s]', 'about'), ('约占总人口的[二十分之一|s]', 'about'),
                ('超过[五分之一|s]', 'at_least'), ('未超过[3天|d]', 'about'),
                ('低于上年的[3件|c]', 'exact')]:
            reader = gold.Reader(Path('one.passage'))
            reader.line(sentence)
            text = ''.join(reader.plain)
            self.assertEqual(reader.finished(reader.figures[0], text).qualifier, expected, sentence)


class Gold(unittest.TestCase):
    def test_nothing_is_wrong_or_forgotten(self):
        self.assertEqual([c for p in PASSAGES for c in gold.complaints(p)], [])

    def test_the_corpus_is_large_and_a_third_is_held_out(self):
        self.assertGreaterEqual(len(PASSAGES), 150)
        self.assertGreaterEqual(sum(len(p.figures) for p in PASSAGES), 1200)
        held = [path for path in PATHS if path.parent.name == 'held_out']
        self.assertGreaterEqual(3 * len(held), len(PATHS))


class Scorer(unittest.TestCase):
    def score(self, change=lambda answers: None, passages=PASSAGES):
        answers = echo(passages)
        change(answers)
        return score.scored(passages, answers).numbers()

    def test_an_echo_of_the_gold_is_perfect(self):
        for name, value in self.score().items():
            self.assertEqual(value, 0 if name.startswith('false') else 1, name)

    def test_half_of_the_figures_missed(self):
        def halve(answers):
            for name, (figures, _) in answers.items():
                answers[name] = (figures[::2], [])
        numbers = self.score(halve)
        self.assertEqual(numbers['precision'], 1)
        self.assertAlmostEqual(numbers['recall'], 0.5, delta=0.03)
        self.assertEqual(numbers['relations_recall'], 0)

    def test_a_wrong_field_counts_where_it_belongs(self):
        for field, value, bad in [('value', '1', 'f1'), ('unit', 'x', 'f1'),
                                  ('qualifier', 'x', 'f1'), ('measure', 'x', 'measure'),
                                  ('subject', '某物', 'subject')]:
            def spoil(answers, field=field, value=value):
                for figures, _ in answers.values():
                    figures[0][field] = value
            numbers = self.score(spoil)
            self.assertLess(numbers[bad], 1, field)
            self.assertEqual(numbers['false'], 0)

    def test_invented_figures_are_false(self):
        def invent(answers):
            for figures, _ in answers.values():
                figures.append(dict(figures[0], start=10 ** 6, end=10 ** 6 + 2))
        numbers = self.score(invent)
        found = sum(len(p.figures) for p in PASSAGES) + len(PASSAGES)
        self.assertAlmostEqual(numbers['false'], len(PASSAGES) / found)
        self.assertEqual(numbers['recall'], 1)

    def test_an_alarm_without_ground_is_false(self):
        def cry(answers):
            for figures, relations in answers.values():
                relations.append({'relation': 'sum', 'verdict': 'fails', 'figures': [0, 1, 2]})
        self.assertGreaterEqual(self.score(cry)['false_alarms'], len(PASSAGES) - 5)

    def test_subjects_agree_by_their_noun(self):
        self.assertTrue(score.same_subject('国家级众创空间', '众创空间'))
        self.assertTrue(score.same_subject('“科技之春”宣传月', '科技之春宣传月'))
        self.assertFalse(score.same_subject('众创空间', '孵化器'))


class Damage(unittest.TestCase):
    def test_damaged_passages_are_sound(self):
        for damage in ('removed', 'placeholders'):
            made = mutate.damaged(PASSAGES, damage, 1)
            self.assertEqual([c for p in made for c in gold.complaints(p)], [])
            gone = sum(f.value is None for p in made for f in p.figures)
            self.assertGreater(gone, 200, damage)

    def test_an_altered_relation_fails(self):
        made = mutate.damaged(PASSAGES, 'relations', 1)
        self.assertGreater(len(made), 40)
        for passage in made:
            self.assertIn('fails', [r.verdict for r in passage.relations])
            self.assertEqual(list(gold.complaints(passage)), [])

    def test_the_same_seed_makes_the_same(self):
        for damage in mutate.DAMAGES:
            self.assertEqual(mutate.damaged(PASSAGES, damage, 7),
                             mutate.damaged(PASSAGES, damage, 7))


if __name__ == '__main__':
    unittest.main()
