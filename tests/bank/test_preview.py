"""Every question of a file with its light, and what becomes of it once it was mended."""

from quiz.bank.comparison import compare
from quiz.bank.formats.base import PLACELESS, FilePicture, FileReading, ReadQuestion
from quiz.bank.formats.json_drafts import json_of_draft
from quiz.bank.formats.pairing import paired
from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.formats.registry import read_questions
from quiz.bank.preview import (
    MOST_BOXES,
    MOST_ROWS,
    Light,
    Mends,
    Preview,
    mended,
    preview_of,
    question_alone,
    screened_rows,
    without_rows,
)
from tests.bank.drafts import make_draft
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot

GOOD = ("Quel est le plus vieux ?", "le vase", "le bol", "", "", 20, 1)
TWINS = ("Lequel ?", "le vase", "le vase", "", "", 20, 1)
NOTHING = ("", "le vase", "le bol", "", "", 20, 1)


def preview(reading: FileReading, mends: Mends | None = None) -> Preview:
    return preview_of(reading, compare(reading, {}, {}), mends or {})


def lights(reading: FileReading) -> dict[int, Light]:
    return {row.row: row.light for row in preview(reading).rows}


def test_each_question_has_its_light() -> None:
    reading = read_questions(make_kahoot(GOOD, TWINS, NOTHING))
    assert lights(reading) == {9: Light.GREEN, 10: Light.AMBER, 11: Light.RED}
    assert preview(reading).counts == {Light.GREEN: 1, Light.AMBER: 1, Light.RED: 1}


def test_a_bilingual_question_with_a_gap_is_to_be_looked_at() -> None:
    other = read_questions(make_kahoot(("哪一件？", "花瓶", "碗", "杯", "", 20, 1)))
    found = paired(read_questions(FRENCH_KAHOOT), other)
    assert lights(found) == {9: Light.GREEN, 10: Light.AMBER}
    assert [row.partner for row in preview(found).rows] == [9, 0]
    whole = paired(read_questions(FRENCH_KAHOOT), read_questions(CHINESE_KAHOOT))
    assert set(lights(whole).values()) == {Light.GREEN}


def test_what_is_wrong_is_a_blank_to_write_in() -> None:
    rows = preview(read_questions(make_kahoot(TWINS, NOTHING))).rows
    assert [[(b.column, b.text) for b in row.blanks] for row in rows] == [
        [("choice2_fr", "le vase")],
        [("prompt_fr", ""), ("prompt_zh", "")],
    ]


def test_a_mended_question_is_judged_anew() -> None:
    reading = read_questions(make_kahoot(TWINS, NOTHING))
    mends = {(9, "choice2_fr"): "le bol", (10, "prompt_fr"): "Lequel est vert ?"}
    found = mended(reading, mends)
    assert lights(found) == {9: Light.GREEN, 10: Light.GREEN}
    assert [draft.prompt.fr for draft in found.drafts] == ["Lequel ?", "Lequel est vert ?"]
    assert found.format == "kahoot"
    assert [blank.text for row in preview(found, mends).rows for blank in row.blanks] == [
        "le bol",
        "Lequel est vert ?",
    ]


def test_a_key_is_written_anew() -> None:
    all_right = ("Lesquels ?", "le vase", "le bol", "la coupe", "", 20, "1,2,3")
    reading = read_questions(make_kahoot(all_right))
    found = mended(reading, {(9, "correct"): "1|3"})
    assert (found.drafts[0].key, found.doubts) == ({"right": [1, 3]}, ())


def test_what_stays_the_same_is_no_mend() -> None:
    reading = read_questions(make_kahoot(GOOD, TWINS))
    assert mended(reading, {(10, "choice2_fr"): "le vase", (99, "correct"): "1"}) == reading
    assert mended(reading, {(9, "kind_fr"): "x"}).drafts == reading.drafts


def test_rows_are_left_out_when_asked_for() -> None:
    reading = without_rows(read_questions(make_kahoot(GOOD, TWINS, NOTHING)), {9, 11})
    assert lights(reading) == {10: Light.AMBER}


def test_a_page_lists_what_needs_somebody_first() -> None:
    rows = [(f"Numéro {number} ?", *GOOD[1:]) for number in range(MOST_ROWS + 5)]
    found = preview(read_questions(make_kahoot(*rows, NOTHING)))
    assert (len(found.rows), found.more) == (MOST_ROWS, 6)
    assert found.rows[-1].light is Light.RED


def test_a_form_has_no_more_boxes_than_it_may_send() -> None:
    many = [(f"{number} ?", *["le vase"] * 4, 20, 1) for number in range(MOST_ROWS)]
    rows = preview(read_questions(make_kahoot(*many))).rows
    assert len(rows) == MOST_ROWS
    assert 0 < sum(len(row.blanks) for row in rows) <= MOST_BOXES


def test_a_mended_row_stays_on_the_page() -> None:
    rows = [(f"Numéro {number} ?", *TWINS[1:]) for number in range(MOST_ROWS + 5)]
    mends = {(9, "choice2_fr"): "le bol"}
    found = preview(mended(read_questions(make_kahoot(*rows)), mends), mends)
    assert found.rows[0].row == 9
    assert found.rows[0].light is Light.GREEN


def test_screens_show_what_is_new_and_what_was_read_in_part() -> None:
    reading = read_questions(make_kahoot(GOOD, TWINS, NOTHING, GOOD))
    assert screened_rows(compare(reading, {}, {})) == (9, 10, 11)
    known = dict.fromkeys(compare(reading, {}, {}).marks[:1], 1)
    assert screened_rows(compare(reading, {}, known)) == (10, 11)


def test_one_question_is_read_alone_as_it_was_written_over() -> None:
    reading = read_questions(make_kahoot(GOOD, TWINS, NOTHING))
    mends = {(10, "choice2_fr"): "le bol", (11, "prompt_fr"): "Lequel est vert ?"}
    found = [question_alone(reading, row, mends) for row in (9, 10, 11)]
    assert [[draft.prompt.fr for draft in one.drafts] for one in found if one] == [
        ["Quel est le plus vieux ?"],
        ["Lequel ?"],
        ["Lequel est vert ?"],
    ]
    assert found[1] is not None
    assert [choice.fr for choice in found[1].drafts[0].choices] == ["le vase", "le bol"]
    half = question_alone(reading, 11, {})
    assert half is not None
    assert [choice.fr for choice in half.drafts[0].choices] == ["le vase", "le bol"]
    assert question_alone(reading, 12, mends) is None


def test_a_question_alone_brings_the_pictures_that_are_seen() -> None:
    names = {"own.png": 0, "object.png": PLACELESS, "earlier.png": PLACELESS}
    pictures = tuple(FilePicture(name, b"", choice=place) for name, place in names.items())
    draft = make_draft(image="own.png", object_picture="object.png")
    past = (PastVersion(1, 1, "", "", json_of_draft(draft)),)
    one = question_alone(
        FileReading((ReadQuestion(1, draft, pictures=pictures, history=past),)), 1, {}
    )
    assert one is not None
    assert [picture.name for picture in one.questions[0].pictures] == ["own.png", "object.png"]
    assert one.questions[0].history == ()
