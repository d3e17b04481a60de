"""Kahoot's sheet: its head found by its words, right answers as floats, texts or lists."""

import csv
from io import StringIO

import pytest

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot, make_workbook


def read_kahoot(data: bytes) -> FileReading:
    reading = read_questions(data)
    assert reading.format == "kahoot"
    return reading


def test_a_french_kahoot_is_questions_in_french() -> None:
    reading = read_kahoot(FRENCH_KAHOOT)
    assert (reading.language, reading.doubts, reading.left_out) == ("fr", (), ())
    texts = ("le vase", "le bol", "la coupe", "l’assiette")
    choices = tuple(Localized(text) for text in texts)
    assert reading.drafts == (
        Draft(
            kind="single",
            prompt=Localized("Quel est le plus vieux ?"),
            choices=choices[:3],
            key={"right": [1]},
            seconds=20,
        ),
        Draft(
            kind="multiple",
            prompt=Localized("Lesquels sont verts ?"),
            choices=choices,
            key={"right": [1, 3]},
        ),
    )
    assert [question.row for question in reading.questions] == [9, 10]


def test_a_chinese_one_is_questions_in_chinese() -> None:
    reading = read_kahoot(CHINESE_KAHOOT)
    assert (reading.language, reading.drafts[0].prompt) == ("zh", Localized("", "哪一件最古老？"))
    assert [choice.zh for choice in reading.drafts[0].choices] == ["花瓶", "碗", "杯"]


def test_right_answers_count_the_columns_and_not_what_is_filled() -> None:
    reading = read_kahoot(make_kahoot(("Lequel ?", "le vase", "", "le bol", "", 20, 3)))
    assert reading.drafts[0].key == {"right": [2]}


@pytest.mark.parametrize(("cell", "right"), [("1, 3", [1, 3]), (2.0, [2]), ("le bol", [2])])
def test_right_answers_are_read(cell: object, right: list[int]) -> None:
    row = ("Lequel ?", "le vase", "le bol", "la coupe", "", 20, cell)
    assert read_kahoot(make_kahoot(row)).drafts[0].key == {"right": right}


@pytest.mark.parametrize("cell", ["1,2,3", "7", 0])
def test_a_key_that_cannot_be_is_asked_for_once_more(cell: object) -> None:
    row = ("Lesquels ?", "le vase", "le bol", "la coupe", "", 20, cell)
    reading = read_kahoot(make_kahoot(row))
    assert (reading.drafts[0].key, [doubt.place.row for doubt in reading.doubts]) == ({}, [9])


def test_a_question_that_asks_nothing_is_left_out_alone() -> None:
    good = ("Quel est le plus vieux ?", "le vase", "le bol", "", "", 20, 1)
    reading = read_kahoot(make_kahoot(good, ("", "le vase", "le bol", "", "", 20, 1)))
    assert [draft.prompt.fr for draft in reading.drafts] == [good[0]]
    assert [(left.row, left.text) for left in reading.left_out] == [(10, "le vase")]


def test_a_text_that_is_too_long_is_a_draft_to_be_mended() -> None:
    long = ("L" * 401, "le vase", "le bol", "", "", 20, 1)
    twins = ("Lequel ?", "le vase", "le vase", "", "", 20, 1)
    reading = read_kahoot(make_kahoot(long, twins))
    assert [len(draft.prompt.fr) for draft in reading.drafts] == [401, 8]
    assert [(doubt.place.row, doubt.place.column) for doubt in reading.doubts] == [
        (9, "prompt_fr"),
        (10, "choice2_fr"),
    ]


def test_a_time_that_is_none_is_said() -> None:
    reading = read_kahoot(make_kahoot(("Lequel ?", "le vase", "le bol", "", "", "vite", 1)))
    assert (reading.drafts[0].seconds, len(reading.doubts)) == (30, 1)


def test_an_empty_template_has_no_question() -> None:
    with pytest.raises(FileRefused) as refused:
        read_questions(make_kahoot())
    assert [str(error.sentence) for error in refused.value.errors] == [
        "There is no question in this file."
    ]


def test_its_columns_as_csv_are_read_too() -> None:
    text = StringIO(newline="")
    head = ("", "Question", "Answer1", "Answer2", "Answer3", "Answer4", "Time", "Correct")
    csv.writer(text).writerows([head, (1, "Lequel ?", "le vase", "le bol", "", "", 60, "2.0")])
    reading = read_kahoot(text.getvalue().encode())
    assert [(draft.key, draft.seconds) for draft in reading.drafts] == [({"right": [2]}, 60)]


def test_what_players_answered_is_no_quiz() -> None:
    head = ("Question Number", "Question", "Answer 1", "Answer 2", "Correct Answers", "Player")
    with pytest.raises(FileRefused) as refused:
        read_questions(make_workbook(head, (1, "Lequel ?", "le vase", "le bol", 1, "Léa")))
    assert "results" in str(refused.value.errors[0].sentence)


HEADS = {
    "fr": (
        "Question - 120 caractères max",
        "Réponse 1 - 75 caractères max",
        "Réponse 2",
        "Limite de temps (s)",
        "Réponse(s) correcte(s)",
    ),
    "fr too": ("Question – max. 120", "Réponse 1", "Réponse 2", "Délai", "Bonne(s) réponse(s)"),
    "zh": (
        "问题 - 最多120个字符",
        "答案 1 - 最多75个字符",
        "答案 2 - 最多75个字符",
        "时间限制（秒）",
        "正确答案",
    ),
    "zh-hant": ("問題", "答案1", "答案2", "時間限制", "正確答案"),
    "es": (
        "Pregunta - máx. 120",
        "Respuesta 1",
        "Respuesta 2",
        "Límite de tiempo (s)",
        "Respuesta(s) correcta(s)",
    ),
    "de": ("Frage – max. 120", "Antwort 1", "Antwort 2", "Zeitlimit", "Richtige Antwort(en)"),
    "it": ("Domanda", "Risposta 1", "Risposta 2", "Limite di tempo", "Risposta/e corretta/e"),
}


@pytest.mark.parametrize("language", HEADS)
def test_heads_in_other_languages_are_known(language: str) -> None:
    data = make_workbook(HEADS[language], ("Lequel ?", "le vase", "le bol", 10, 2))
    (draft,) = read_kahoot(data).drafts
    assert (draft.seconds, draft.key) == (10, {"right": [2]})
