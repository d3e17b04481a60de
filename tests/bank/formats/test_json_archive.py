"""A bank's archive: nothing that a question says is lost, and no JSON does any harm."""

import json
from contextlib import suppress
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.bank.formats.base import FilePicture, FileReading
from quiz.bank.formats.json_archive import read_archive, write_archive
from quiz.bank.formats.json_drafts import READERS, outdated_of_json
from quiz.bank.formats.own_workbook import KnownDraft
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.kinds.registry import canonical
from quiz.bank.rules import Draft
from quiz.bank.translation import Outdated
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_draft
from tests.bank.formats.sheets import drafts

names = st.text(max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = tuple(part.name for part in fields(Draft))


def test_every_part_of_a_question_is_in_it() -> None:
    assert {part.type for part in fields(Draft)} <= set(READERS)


@given(st.lists(drafts, min_size=1, max_size=4), st.booleans())
@settings(max_examples=40)
def test_what_is_written_reads_back(written: list[Draft], is_late: bool) -> None:
    known = [KnownDraft(draft, number, 2) for number, draft in enumerate(written, 1)]
    reading = read_questions(write_archive("V&A", known))
    assert reading.format == "archive"
    assert [q.draft for q in reading.questions] == [canonical(draft) for draft in written]
    assert [q.seen.id for q in reading.questions if q.seen] == [each.id for each in known]


def test_what_is_out_of_date_reads_back() -> None:
    draft = make_draft()
    outdated = {
        "prompt": Outdated("zh", "Lequel est le plus récent ?", 1_000),
        "choice2": Outdated("fr", "碗", 2_000),
    }
    (question,) = read_archive(
        write_archive("", [KnownDraft(draft, 1, 2, outdated=outdated)])
    ).questions
    assert question.outdated == outdated


@pytest.mark.parametrize(
    "state",
    [
        None,
        {"language": "en", "former": "x", "at": 1},
        {"language": "zh", "former": "", "at": 1},
        {"language": "zh", "former": "x" * 1501, "at": 1},
        {"language": "zh", "former": "x\x00", "at": 1},
        {"language": "zh", "former": "x", "at": 10**18},
        {"language": ["zh"], "former": "x", "at": True},
    ],
)
def test_what_makes_no_sense_is_not_out_of_date(state: Any) -> None:
    written = {"prompt": state, "explanation": {"language": "zh", "former": "x", "at": 1}}
    assert outdated_of_json(written, make_draft()) == {}


@given(values)
def test_no_json_of_it_does_any_harm(written: Any) -> None:
    outdated_of_json({"prompt": written, "choice1": written}, make_draft())


@pytest.mark.parametrize("kind", KEYS)
def test_every_kind_reads_back(kind: str) -> None:
    draft = make_draft(kind, picture_with_question=True, may_be_negative=kind == "number")
    assert read_archive(write_archive("", [KnownDraft(draft)])).drafts == (canonical(draft),)


def test_gaps_and_long_texts_read_back() -> None:
    draft = make_draft(prompt=Localized("L" * 500), key={})
    reading = read_archive(write_archive("", [KnownDraft(draft)]))
    assert (reading.drafts, len(reading.doubts)) == ((canonical(draft),), 1)


def test_pictures_come_along() -> None:
    name = f"{'0' * 32}.jpg"
    draft = make_draft(image=name, image_alt=Localized("un vase", "花瓶"))
    (question,) = read_archive(write_archive("", [KnownDraft(draft)], {name: b"bytes"})).questions
    assert question.pictures == (FilePicture(name, b"bytes", draft.image_alt),)


def test_another_version_is_refused() -> None:
    data = json.dumps({"format": "celadon-bank", "version": 2, "questions": []}).encode()
    with pytest.raises(FileRefused) as refused:
        read_questions(data)
    assert "another version" in str(refused.value.errors[0].sentence)


@given(st.sampled_from([*KEYS, "x"]), st.dictionaries(st.sampled_from(NAMES), values, max_size=6))
def test_no_json_crashes_the_reader(kind: str, parts: dict[str, Any]) -> None:
    archive = {"format": "celadon-bank", "version": 1, "questions": [{"kind": kind, **parts}]}
    with suppress(FileRefused):
        assert isinstance(read_archive(json.dumps(archive).encode()), FileReading)
