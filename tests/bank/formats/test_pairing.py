"""Two files in one language each make one bank in both, by the order of their questions."""

import pytest

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.foreign import in_language
from quiz.bank.formats.pairing import paired
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.imports import pair_reading
from quiz.i18n.localized import Localized
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot

FRENCH, CHINESE = read_questions(FRENCH_KAHOOT), read_questions(CHINESE_KAHOOT)


def prompts(reading: FileReading) -> list[tuple[str, str]]:
    return [(draft.prompt.fr, draft.prompt.zh) for draft in reading.drafts]


@pytest.mark.parametrize("pair", [(FRENCH, CHINESE), (CHINESE, FRENCH)])
def test_questions_go_together_by_their_order(pair: tuple[FileReading, FileReading]) -> None:
    reading = paired(*pair)
    assert (reading.language, reading.doubts, reading.left_out) == ("", (), ())
    assert prompts(reading) == [
        ("Quel est le plus vieux ?", "哪一件最古老？"),
        ("Lesquels sont verts ?", "哪些是青色的？"),
    ]
    assert reading.drafts[0].choices[1] == Localized("le bol", "碗")
    assert [draft.key for draft in reading.drafts] == [{"right": [1]}, {"right": [1, 3]}]


def test_a_question_that_is_alone_stays_in_its_language() -> None:
    other = read_questions(make_kahoot(("哪一件最古老？", "花瓶", "碗", "杯", "", 20, 1)))
    reading = paired(FRENCH, other)
    assert prompts(reading)[1] == ("Lesquels sont verts ?", "")
    assert [doubt.place.row for doubt in reading.doubts] == [10]


@pytest.mark.parametrize("is_turned", [False, True])
def test_one_without_words_in_a_language_is_a_draft(is_turned: bool) -> None:
    other = read_questions(
        make_kahoot(
            ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, "1"),
            ("", "花瓶", "碗", "杯", "盘", 30, "1,3"),
        )
    )
    assert [left.row for left in other.left_out] == [10]
    reading = paired(other, FRENCH) if is_turned else paired(FRENCH, other)
    assert reading.left_out == ()
    assert prompts(reading)[1] == ("Lesquels sont verts ?", "")
    assert reading.drafts[1].choices[3] == Localized("l’assiette", "盘")
    assert [question.partner for question in reading.questions] == [9, 10]


def test_the_order_may_be_said() -> None:
    turned = read_questions(
        make_kahoot(
            ("哪些是青色的？", "花瓶", "碗", "杯", "盘", 30, "1,3"),
            ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, "1"),
        )
    )
    assert [left.row for left in paired(FRENCH, turned).left_out] == [9, 10]
    assert prompts(paired(FRENCH, turned, {9: 10, 10: 9})) == prompts(paired(FRENCH, CHINESE))


def test_other_right_answers_are_asked_about() -> None:
    other = read_questions(
        make_kahoot(
            ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, "2"),
            ("哪些是青色的？", "花瓶", "碗", "杯", "盘", 30, "1,3"),
        )
    )
    reading = paired(FRENCH, other)
    assert [draft.key for draft in reading.drafts] == [{}, {"right": [1, 3]}]
    assert [doubt.place.row for doubt in reading.doubts] == [9]


def test_two_files_in_one_language_are_no_pair() -> None:
    with pytest.raises(FileRefused) as refused:
        paired(FRENCH, FRENCH)
    assert "French" in str(refused.value.errors[0].sentence)


def test_a_person_may_say_the_language() -> None:
    numbers = make_kahoot(("1 + 1 ?", "2", "3", "", "", 20, 1))
    assert read_questions(numbers).language == "fr"
    reading = in_language(read_questions(numbers), "zh")
    assert (reading.language, reading.format, prompts(reading)) == (
        "zh",
        "kahoot",
        [("", "1 + 1 ?")],
    )
    both = pair_reading(numbers, numbers, "zh")
    assert prompts(both) == [("1 + 1 ?", "1 + 1 ?")]
