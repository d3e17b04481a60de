"""Aiken: choices by letter, in either spelling, and what is wrong with a question that is none."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.aiken import read_aiken
from quiz.bank.formats.base import FileReading
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions

GOOD = "Lequel ?\nA) le vase\nB)le bol\nANSWER: B\n"


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("\n", "\r\n"),
        "Lequel ?\n  A. le vase\n  B. le bol\nANSWER: B",
        "\ufeffLequel ?\n\nA) le vase\n\nB) le\nbol\n答案：B",
        "Lequel ?\nＡ．le vase\nＢ．le bol\nRÉPONSE : b)",
    ],
)
def test_a_question_is_read(text: str) -> None:
    reading = read_questions(text.encode())
    (draft,) = reading.drafts
    assert (reading.format, draft.kind, draft.key) == ("aiken", "single", {"right": [2]})
    assert (draft.prompt.fr, [choice.fr for choice in draft.choices]) == (
        "Lequel ?",
        ["le vase", "le bol"],
    )


def test_what_is_wrong_is_named_and_the_rest_is_taken() -> None:
    entries = (
        "Un seul choix\nA) oui\nANSWER: A\n",
        "A) sans question\nB) oui\nANSWER: A\n",
        "Sans réponse\nA) oui\nB) non\n",
        GOOD,
        "Autre lettre\nA) oui\nB) non\nANSWER: D\n",
        "Sans fin\nA) oui\nB) non",
    )
    reading = read_aiken("\n".join(entries).encode())
    assert [draft.prompt.fr for draft in reading.drafts] == ["Lequel ?"]
    assert [left.text for left in reading.left_out] == [
        "Un seul choix",
        "sans question oui",
        "Sans réponse",
        "Autre lettre",
        "Sans fin",
    ]


def test_signs_of_markup_stand_for_themselves() -> None:
    (draft,) = read_aiken(b'Un <b class="x"> & ?\nA) <b>\nB) &amp;\nANSWER: A').drafts
    assert (draft.prompt.fr, draft.choices[1].fr) == ('Un <b class="x"> & ?', "&amp;")


@given(st.text(alphabet="AB.):\n ANSWER答案x", max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    with suppress(FileRefused):
        assert isinstance(read_aiken(text.encode()), FileReading)
