"""What holds for every kind of question."""

import json
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import Content
from quiz.bank.kinds.choices import ID_LETTERS
from quiz.bank.kinds.registry import (
    KINDS,
    canonical,
    deal,
    kind_of,
    label_of,
    problems,
    reading_units_of,
)
from quiz.bank.rules import Draft
from quiz.errors import Invalid
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_choices, make_content, make_draft

# What a kind makes public besides its prompt and its choices.
MORE_PUBLIC = {
    "scale": ["steps"],
    "hotspot": ["box", "marks"],
    "picture": ["boxes", "strip"],
    "match": ["others"],
}
seeds = st.integers(min_value=0, max_value=2**32)
kinds = st.sampled_from(sorted(KINDS))


def told(draft: Draft) -> list[tuple[str, str, bool]]:
    return [
        (problem.column, str(problem.sentence), problem.gap)
        for problem in problems(canonical(draft))
    ]


def texts_of(content: Content) -> set[tuple[str, str]]:
    """The texts of its choices as they were written."""
    if content["kind"] == "match":
        lefts = [(left["fr"], left["zh"], own) for left, own in matched(content)]
        rights = {right["id"]: (right["fr"], right["zh"]) for right in content["others"]}
        return {(f"{fr} = {rights[own][0]}", f"{zh}＝{rights[own][1]}") for fr, zh, own in lefts}
    dealt = content["ends"] if content["kind"] == "scale" else content["choices"]
    return {(choice["fr"], choice["zh"]) for choice in dealt}


def matched(content: Content) -> list[tuple[dict[str, str], str]]:
    """Each text on the left with the id of what belongs to it."""
    return list(zip(content["choices"], content["key"]["matches"], strict=True))


def test_all_kinds_are_known_in_their_order() -> None:
    assert [*KINDS] == [*KEYS]
    assert all(str(kind.label) and kind.name == name for name, kind in KINDS.items())


def test_a_kind_that_is_known_no_more_is_called_by_its_name() -> None:
    assert (str(label_of("poll")), label_of("essay")) == ("Poll", "essay")


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_complete_questions_have_no_problem(kind: str) -> None:
    assert told(make_draft(kind)) == []
    assert canonical(make_draft(kind)) == make_draft(kind)


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_frozen_copy_holds_the_whole_question(kind: str) -> None:
    draft = make_draft(
        kind,
        explanation=Localized("Parce que.", "因为。"),
        object_title=Localized("Vase", "花瓶"),
        maker=Localized("Sèvres", "塞夫尔"),
        place=Localized("France", "法国"),
        institution="V&A",
        date=Localized("c. 1770", "c. 1770"),
        inventory_no="C.1-1900",
        credit="V&A",
        rights="CC0",
        source_url="https://museum.example/1",
        image_alt=Localized("Un vase", "一只花瓶"),
    )
    content = deal(draft, Random(1))
    assert json.loads(json.dumps(content)) == content
    assert content["kind"] == kind
    assert content["prompt"] == {"fr": draft.prompt.fr, "zh": draft.prompt.zh}
    assert content["explanation"] == {"fr": "Parce que.", "zh": "因为。"}
    assert content["object"] == {
        "title": {"fr": "Vase", "zh": "花瓶"},
        "maker": {"fr": "Sèvres", "zh": "塞夫尔"},
        "date": {"fr": "c. 1770", "zh": "c. 1770"},
        "place": {"fr": "France", "zh": "法国"},
        "material": {"fr": "", "zh": ""},
        "inventory_no": "C.1-1900",
        "institution": "V&A",
        "credit": "V&A",
        "rights": "CC0",
        "source_url": "https://museum.example/1",
    }
    assert content["image_alt"] == {"fr": "Un vase", "zh": "一只花瓶"}
    assert texts_of(content) == {(choice.fr, choice.zh) for choice in draft.choices}


@pytest.mark.parametrize("kind", [*sorted(KEYS), "essay"])
def test_the_prompt_and_its_choices_are_read(kind: str) -> None:
    choices = (Localized("un", "一"), Localized("deux", "两个"))
    draft = Draft(kind=kind, prompt=Localized("Quoi ?", "什么？"), choices=choices)
    assert reading_units_of(draft) == {"fr": 6 + 2 + 4, "zh": 3 + 1 + 2}


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_public_part_holds_nothing_of_the_answer(kind: str) -> None:
    marker = Localized("MARKER", "MARKER")
    content = make_content(kind, explanation=marker, object_title=marker, image_alt=marker)
    public = kind_of(content).public(content)
    assert sorted(public) == sorted(["choices", "kind", "prompt", *MORE_PUBLIC.get(kind, ())])
    assert "MARKER" not in json.dumps(public, default=str)
    assert all(sorted(choice) == ["fr", "id", "zh"] for choice in public["choices"])


@given(kinds, seeds)
def test_ids_are_neutral_and_different(kind: str, seed: int) -> None:
    ids = [choice["id"] for choice in make_content(kind, seed)["choices"]]
    assert len(set(ids)) == len(ids)
    assert all(len(own) == 6 and set(own) <= set(ID_LETTERS) for own in ids)


def test_ids_are_drawn_from_all_there_are() -> None:
    ids = [
        choice["id"] for seed in range(200) for choice in make_content("single", seed)["choices"]
    ]
    assert all({own[place] for own in ids} == set(ID_LETTERS) for place in range(6))


@given(st.sampled_from(["single", "multiple", "true_false"]), seeds, st.data())
def test_another_right_choice_changes_no_public_byte(
    kind: str, seed: int, data: st.DataObject
) -> None:
    count = len(make_draft(kind).choices)
    numbers = st.integers(min_value=1, max_value=count)
    rights = st.lists(
        numbers, min_size=1, max_size=count - 1 if kind == "multiple" else 1, unique=True
    )
    publics, draws = set(), set()
    for right in (data.draw(rights), data.draw(rights)):
        rng = Random(seed)
        content = deal(make_draft(kind, key={"right": right}), rng)
        publics.add(json.dumps(kind_of(content).public(content)))
        draws.add(rng.random())
    assert len(publics) == len(draws) == 1


@given(seeds, st.permutations(range(4)))
def test_another_right_order_changes_nothing_unless_it_is_the_one_dealt(
    seed: int, order: list[int]
) -> None:
    choices = make_choices(4)
    one, other = Random(seed), Random(seed)
    written = deal(make_draft("order", choices=choices), one)
    again = deal(make_draft("order", choices=tuple(choices[place] for place in order)), other)
    assert one.random() == other.random()
    shown = [[choice["fr"] for choice in content["choices"]] for content in (written, again)]
    ids = [[choice["id"] for choice in content["choices"]] for content in (written, again)]
    assert ids[0] == ids[1]
    right = [[choices[place].fr for place in places] for places in (range(4), order)]
    assert shown[0] != right[0]
    assert shown[1] != right[1]
    if shown[0] != right[1] and shown[1] != right[0]:
        assert shown[0] == shown[1]


def test_every_wrong_order_is_dealt_equally_often() -> None:
    draft, rng, dealt = make_draft("order", choices=make_choices(3)), Random(1), {}
    for _ in range(5000):
        shown = "".join(choice["fr"][-1] for choice in deal(draft, rng)["choices"])
        dealt[shown] = dealt.get(shown, 0) + 1
    others = {"".join(order) for order in permutations("123")} - {"123"}
    assert dealt.keys() == others
    assert all(900 < times < 1100 for times in dealt.values())


@pytest.mark.parametrize("kind", ["single", "multiple", "poll"])
def test_choices_are_shuffled(kind: str) -> None:
    first = {make_content(kind, seed)["choices"][0]["fr"] for seed in range(100)}
    assert first == {choice.fr for choice in make_choices(4)}


def test_true_and_false_keep_their_order() -> None:
    for seed in range(20):
        shown = [choice["fr"] for choice in make_content("true_false", seed)["choices"]]
        assert shown == ["le vase 1", "le vase 2"]


@pytest.mark.parametrize("kind", sorted(KEYS))
@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("", "The answer is empty."),
        (" \u3000", "The answer is empty."),
        ("a\x00b", "The answer contains a character that cannot be shown."),
        ("\udc80", "The answer contains a character that cannot be shown."),
        ("a" * 301, "The answer is too long."),
        ("青" * 101, "The answer is too long."),
    ],
)
def test_unreadable_answers_are_refused(kind: str, raw: str, sentence: str) -> None:
    content = make_content(kind)
    with pytest.raises(Invalid) as refused:
        kind_of(content).parse(content, raw, "fr")
    assert str(refused.value) == sentence


def test_an_answer_of_just_300_bytes_is_read() -> None:
    assert readable(" " + "青" * 100 + " ") == "青" * 100


@given(kinds, st.text(max_size=80), st.sampled_from(["fr", "zh"]))
def test_any_answer_is_refused_or_read_the_same_again(kind: str, raw: str, lang: str) -> None:
    content = make_content(kind)
    try:
        value = kind_of(content).parse(content, raw, lang)
    except Invalid:
        return
    assert len(value.encode()) <= 300
    if kind != "number":
        assert kind_of(content).parse(content, value, lang) == value
    credit = kind_of(content).credit(content, value)
    assert credit is None or 0 <= credit <= 1


@given(kinds, seeds, st.sampled_from(["fr", "zh"]))
def test_what_is_public_is_enough_to_guess_and_to_read_an_answer(
    kind: str, seed: int, language: str
) -> None:
    content = make_content(kind, seed)
    public = kind_of(content).public(content)
    raw = kind_of(content).guess(public, language, Random(seed))
    value = kind_of(content).parse(public, raw, language)
    assert kind_of(content).parse(content, raw, language) == value


@given(kinds, seeds, st.sampled_from(["fr", "zh"]))
def test_who_knows_nothing_answers_all_the_same(kind: str, seed: int, language: str) -> None:
    content = make_content(kind, seed)
    raw = kind_of(content).recall(content, 0.0, language, Random(seed))
    assert kind_of(content).parse(content, raw, language) != ""


@given(kinds, seeds, st.sampled_from(["fr", "zh"]))
def test_who_knows_everything_recalls_what_is_right(kind: str, seed: int, language: str) -> None:
    content = make_content(kind, seed)
    raw = kind_of(content).recall(content, 2.0, language, Random(seed))
    value = kind_of(content).parse(content, raw, language)
    assert kind_of(content).credit(content, value) == (1 if kind_of(content).is_scored else None)


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("essay", {}, [("kind", "“essay” is no kind of question. Write one of: {kinds}.", False)]),
        (
            "essay",
            {"seconds": 0},
            [
                ("kind", "“essay” is no kind of question. Write one of: {kinds}.", False),
                ("seconds", "“Seconds” must be a whole number from 1 to 3600.", False),
            ],
        ),
    ],
)
def test_unknown_kind_is_a_problem(
    kind: str, values: dict[str, Any], expected: list[tuple[str, str, bool]]
) -> None:
    draft = Draft(kind=kind, prompt=Localized("Quoi ?", "什么？"), **values)
    kinds = ", ".join(KEYS)
    assert told(draft) == [
        (column, text.format(kinds=kinds), gap) for column, text, gap in expected
    ]
