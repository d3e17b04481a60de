"""A bank's archive has the versions of its questions, and refuses those that nobody wrote."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.formats.base import PLACELESS, FilePicture
from quiz.bank.formats.json_archive import read_archive, write_archive
from quiz.bank.formats.json_drafts import json_of_draft
from quiz.bank.formats.own_workbook import KnownDraft
from quiz.bank.formats.past_versions import (
    LONGEST,
    MOST_OF_ALL,
    MOST_OF_ONE,
    PastVersion,
    most_of_each,
)
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.rules import picture_name
from quiz.bounds import LARGEST_NUMBER
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft
from tests.bank.formats.sheets import drafts

LINES = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=64)
INSTANTS = st.none() | st.integers(1, LARGEST_NUMBER - 1)
NUMBERS = st.sets(st.integers(1, LARGEST_NUMBER - 2), max_size=4)


@st.composite
def histories(draw: st.DrawFn) -> tuple[PastVersion, ...]:
    """Versions of one question, in order."""
    return tuple(
        PastVersion(number, draw(INSTANTS), draw(LINES), draw(LINES), json_of_draft(draw(drafts)))
        for number in sorted(draw(NUMBERS))
    )


@given(drafts, histories())
@settings(max_examples=60)
def test_what_is_written_reads_back(draft: Any, history: tuple[PastVersion, ...]) -> None:
    data = write_archive("V&A", [KnownDraft(draft, 1, LARGEST_NUMBER - 1, history)])
    (question,) = read_archive(data).questions
    assert question.history == history


def archive(**version: Any) -> bytes:
    """An archive of a question with one version, or with what else is said to be its history."""
    sound = {
        "number": 1,
        "at": 5,
        "actor": "a",
        "act": "question.make",
        "content": {"kind": "poll"},
    }
    history = version.pop("history", [sound | version])
    question = json_of_draft(make_draft()) | {"history": history}
    return json.dumps(
        {"format": "celadon-bank", "version": 1, "questions": [question], "pictures": {}}
    ).encode()


def test_an_archive_without_histories_is_read() -> None:
    (question,) = read_archive(write_archive("", [KnownDraft(make_draft(), 1, 2)])).questions
    assert question.history == ()


def test_one_version() -> None:
    (question,) = read_archive(archive()).questions
    assert question.history == (PastVersion(1, 5, "a", "question.make", {"kind": "poll"}),)


@pytest.mark.parametrize(
    "wrong",
    [
        {"history": {}},
        {"history": "x"},
        {"history": [7]},
        {"history": [None]},
        {"number": 0},
        {"number": True},
        {"number": 1.5},
        {"number": LARGEST_NUMBER},
        {"number": "1"},
        {"at": 0},
        {"at": "yesterday"},
        {"actor": None},
        {"actor": "a" * 256},
        {"actor": "a\nb"},
        {"act": 7},
        {"act": "a" * 65},
        {"content": []},
        {"content": None},
        {"content": {"prompt": {"fr": "a\x00b"}}},
        {"content": {"a\x00b": 1}},
        {"content": {"prompt": {"fr": "\ud800"}}},
        {"content": {"seconds": float("nan")}},
        {"content": {"prompt": {"fr": "a" * LONGEST}}},
    ],
)
def test_what_nobody_wrote_is_refused_by_its_question(wrong: dict[str, Any]) -> None:
    with pytest.raises(FileRefused) as refused:
        read_archive(archive(**wrong))
    (error,) = refused.value.errors
    broken = "Row 1: The history of this question is broken. Without it the file can be read."
    assert (error.row, str(error.sentence)) == (1, broken)


def versions(*numbers: int) -> list[dict[str, Any]]:
    return [{"number": n, "at": 1, "actor": "", "act": "", "content": {}} for n in numbers]


@pytest.mark.parametrize(
    "history", [versions(2, 1), versions(1, 1), versions(*range(1, MOST_OF_ONE + 2))]
)
def test_versions_are_in_order_and_not_too_many(history: list[dict[str, Any]]) -> None:
    with pytest.raises(FileRefused):
        read_archive(archive(history=history))


def test_a_file_has_not_too_many_versions() -> None:
    question = json_of_draft(make_draft()) | {"history": versions(*range(1, MOST_OF_ONE + 1))}
    questions = [question] * (MOST_OF_ALL // MOST_OF_ONE + 1)
    data = json.dumps({"format": "celadon-bank", "version": 1, "questions": questions}).encode()
    with pytest.raises(FileRefused) as refused:
        read_archive(data)
    assert "50000 versions" in str(refused.value.errors[0].sentence)


@pytest.mark.parametrize(("questions", "most"), [(0, 500), (1, 500), (100, 500), (5_000, 10)])
def test_what_is_written_is_never_too_much(questions: int, most: int) -> None:
    assert most_of_each(questions) == most


def test_pictures_of_earlier_versions_come_along() -> None:
    now, past, gone = (picture_name(letter * 32) for letter in "abc")
    draft = make_draft(image=now, image_alt=Localized("un vase", "花瓶"))
    earlier = [
        json_of_draft(make_draft(image=past, object_picture=past)),
        json_of_draft(make_draft(image=gone)),
        json_of_draft(make_draft("picture", key={"right": [1], "pictures": [now, past]})),
    ]
    history = tuple(PastVersion(n, 1, "", "", content) for n, content in enumerate(earlier, 1))
    data = write_archive("", [KnownDraft(draft, 1, 4, history)], {now: b"now", past: b"past"})
    (question,) = read_archive(data).questions
    assert question.pictures == (
        FilePicture(now, b"now", draft.image_alt),
        FilePicture(past, b"past", choice=PLACELESS),
    )
