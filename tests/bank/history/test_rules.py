"""Two versions are compared part by part, in both languages."""

from dataclasses import fields, replace
from typing import Any

import pytest

from quiz.bank.formats.json_drafts import json_of_draft
from quiz.bank.history.rules import EITHER, LABELS, differences, draft_in, question_parts
from quiz.bank.kinds.registry import KINDS, flags
from quiz.bank.rules import Draft, picture_name
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_draft

Texts = dict[str, tuple[str, str]]


def changed(before: Draft, after: Draft) -> dict[str, Texts]:
    found = differences(before, after, ",")
    return {
        change.name: {text.language: (text.before, text.after) for text in change.texts}
        for change in found
    }


def test_nothing_changed() -> None:
    assert differences(make_draft(), make_draft(), ".") == ()


def test_both_languages_are_shown_where_one_changed() -> None:
    before = make_draft()
    after = replace(before, prompt=Localized("Quel vase ?", before.prompt.zh))
    (change,) = differences(before, after, ".")
    assert (change.name, change.by_language) == ("prompt", True)
    assert [(text.language, text.is_changed) for text in change.texts] == [
        ("fr", True),
        ("zh", False),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"seconds": 45}, {"seconds": {EITHER: ("30", "45")}}),
        ({"tags": ("asie", "chine")}, {"tags": {EITHER: ("", "asie · chine")}}),
        ({"key": {"right": [3]}}, {"right": {EITHER: ("2", "3")}}),
        ({"picture_with_question": True}, {"picture_with_question": {EITHER: ("No", "Yes")}}),
        (
            {"choices": make_draft().choices[:3]},
            {"choice4": {"fr": ("le vase 4", ""), "zh": ("花瓶4", "")}},
        ),
        ({"image": picture_name("a" * 32)}, {"image": {EITHER: ("", picture_name("a" * 32))}}),
    ],
)
def test_what_changed(values: dict[str, Any], expected: dict[str, Texts]) -> None:
    assert changed(make_draft(), make_draft(**values)) == expected


def test_another_kind_says_what_went_and_what_came() -> None:
    found = changed(make_draft(), make_draft("number", key={"value": "18.5", "tolerance": "2"}))
    assert found["kind"] == {EITHER: ("One right choice", "Number")}
    assert found["value"] == {EITHER: ("", "18,5")}
    assert found["right"] == {EITHER: ("2", "")}
    assert found["choice1"] == {"fr": ("le vase 1", ""), "zh": ("花瓶1", "")}
    assert found["may_be_negative"] == {EITHER: ("", "No")}


def test_pictures_are_known_as_such() -> None:
    other = {"right": [2], "pictures": [picture_name(letter * 32) for letter in "abce"]}
    (change,) = differences(make_draft("picture"), make_draft("picture", key=other), ".")
    (text,) = change.texts
    assert (change.name, change.is_picture) == ("pictures", True)
    assert set(text.names_before) - set(text.names_after) == {picture_name("d" * 32)}


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_a_whole_version_has_no_empty_part(kind: str) -> None:
    parts = question_parts(make_draft(kind), ".")
    assert parts[0].name == "kind"
    assert all(any(map(str, part.texts.values())) for part in parts)
    assert len({part.name for part in parts}) == len(parts)


def test_every_part_of_a_question_has_a_label() -> None:
    flagged = {flag.name for flag in flags()}
    names = {part.name for part in fields(Draft)} - flagged - {"choices", "key"}
    assert names == set(LABELS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_kept_is_read(kind: str) -> None:
    draft = make_draft(kind)
    assert draft_in(json_of_draft(draft)) == draft


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"kind": "roulette", "prompt": {"fr": "Quoi ?", "zh": "什么？"}},
        {"kind": "hotspot", "prompt": {"fr": "Où ?"}, "key": {"right": 7, "regions": [3]}},
    ],
)
def test_what_nobody_can_read_any_more_is_none(content: dict[str, Any]) -> None:
    assert draft_in(content) is None
