"""Texts that were ruined before they came are noticed; ordinary ones are left in peace."""

import pytest

from quiz.bank.formats.bilingual import read_sheet
from quiz.bank.formats.damage import doubts_of
from quiz.bank.queries import demo_file

RUINED = [
    ("fr", "Quelle fa?ade du ch?teau a été b?tie au XVIIIe siècle ?"),
    ("fr", "l’?il-de-b?uf"),
    ("fr", "?tienne"),
    ("fr", "FA?ADE"),
    ("fr", "Fran��ois"),
    ("fr", "???"),
    ("fr", "ChÃ¢teau d’eau"),
    ("fr", "Lâ€™aÃ®nÃ©e"),
    ("fr", "Quelle mati鑢e ?"),
    ("fr", "ch芒teau"),
    ("zh", "?"),
    ("zh", "??????"),
    ("zh", "1852???????"),
    ("zh", "??V&A???"),
    ("zh", "å“ªä¸€ä»¶ç“·å™¨"),
    ("zh", "ÄÄÒ»¼þ´ÉÆ÷"),
    ("zh", "锟斤拷锟斤拷"),
    ("zh", "鍝竴浠剁摲鍣ㄦ渶鍙よ€侊紵"),
    ("", "M?ller"),
    ("", "烫烫烫"),
]
ODD = [
    ("fr", "Que signifie « 福 » ?"),
    ("fr", "这个花瓶是什么颜色？"),
    ("fr", "il mène ? la ville"),
    ("zh", "Quelle couleur a ce vase ?"),
    ("zh", "礧枫眒琌ぐ或秨﹍硂瞺琌ぐ或肅"),
]
SOUND = [
    ("fr", "Quelle matière ? (bois)"),
    ("fr", "Est-ce vrai ? « Oui » ou « non »"),
    ("fr", "Quoi?Comment?"),
    ("fr", "dit «\u00a0é\u00a0»"),
    ("fr", "https://musee.example/a?b=c"),
    ("fr", "Garçon à l’œil bleu — Noël, 3\u202f800 pièces ; ça ?"),
    ("fr", "?"),
    ("zh", "这是什么?"),
    ("zh", "真的??"),
    ("zh", "琺瑯彩瓷始於何時？"),
    ("zh", "1852"),
    ("zh", "联通公司的V&A展"),
    ("", "Limoges, 窑"),
]


@pytest.mark.parametrize(("language", "text"), RUINED)
def test_ruined_text_is_noticed(language: str, text: str) -> None:
    assert [doubt.is_grave for doubt in doubts_of("prompt", language, text)] == [True]


@pytest.mark.parametrize(("language", "text"), ODD)
def test_text_of_another_language_is_noticed(language: str, text: str) -> None:
    assert [doubt.is_grave for doubt in doubts_of("prompt", language, text)] == [False]


@pytest.mark.parametrize(("language", "text"), SOUND)
def test_sound_text_is_left_in_peace(language: str, text: str) -> None:
    assert list(doubts_of("prompt", language, text)) == []


@pytest.mark.parametrize("text", ["V&A", "UNESCO", "1852", "3 m", "https://musee.example/lit"])
def test_marks_and_figures_are_alike_in_both_languages(text: str) -> None:
    assert list(doubts_of("choice1_zh", "zh", text, text)) == []


@pytest.mark.parametrize("text", ["Quel vase ?", "Le bleu", "vase", "Rolex", "À l’est"])
def test_a_chinese_cell_that_holds_the_french_text_is_noticed(text: str) -> None:
    assert [doubt.is_grave for doubt in doubts_of("prompt_zh", "zh", text, text)] == [False]


def test_the_museums_own_questions_are_sound() -> None:
    assert read_sheet(demo_file()).doubts == ()
