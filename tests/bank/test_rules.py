"""What stops a question is named, field by field and language by language."""

from typing import Any

import pytest

from quiz.bank.pace import reading_units, too_short
from quiz.bank.rules import (
    Draft,
    common_problems,
    fingerprint,
    tidy,
)
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft


def told(draft: Draft) -> list[tuple[str, str, bool]]:
    return [
        (problem.column, str(problem.sentence), problem.gap) for problem in common_problems(draft)
    ]


def test_complete_question_has_no_problem() -> None:
    full = Localized("texte", "文字")
    draft = make_draft(
        explanation=full,
        object_title=full,
        image_alt=full,
        source_url="HTTPS://museum.example/1",
        tags=("asie",),
    )
    assert told(draft) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"prompt": Localized("Quoi ?", "")},
            [("prompt_zh", "“Question” is missing in Chinese.", True)],
        ),
        (
            {"prompt": Localized("", " ")},
            [
                ("prompt_fr", "“Question” is missing in French.", False),
                ("prompt_zh", "“Question” is missing in Chinese.", False),
            ],
        ),
        (
            {"explanation": Localized("", "因为")},
            [("explanation_fr", "“Explanation” is missing in French.", True)],
        ),
        (
            {"object_title": Localized("Vase", "")},
            [("object_zh", "“Object” is missing in Chinese.", True)],
        ),
        (
            {"image_alt": Localized("", "花瓶")},
            [("image_alt_fr", "“Description of the picture” is missing in French.", True)],
        ),
        (
            {"prompt": Localized("a" * 401, "好")},
            [("prompt_fr", "“Question” is too long: at most 400 characters.", False)],
        ),
        (
            {"maker": Localized("Sèvres\x00", "Sèvres\x00")},
            [("maker", "“Maker” contains a character that cannot be shown.", False)],
        ),
        (
            {"rights": "\ud800"},
            [("rights", "“Rights” contains a character that cannot be shown.", False)],
        ),
        ({"explanation": Localized("un\n\tdeux", "一\n二")}, []),
        (
            {"tags": ("a" * 300, "b" * 300)},
            [("tags", "“Tags” is too long: at most 500 characters.", False)],
        ),
        (
            {"source_url": "javascript:alert(1)"},
            [
                (
                    "source_url",
                    "“Source” must be a web address that begins with https:// or http://.",
                    False,
                )
            ],
        ),
        (
            {"seconds": 0},
            [("seconds", "“Seconds” must be a whole number from 1 to 3600.", False)],
        ),
        (
            {"seconds": 3601},
            [("seconds", "“Seconds” must be a whole number from 1 to 3600.", False)],
        ),
        ({"weight": 11}, [("weight", "“Weight” must be a whole number from 0 to 10.", False)]),
        ({"weight": -1}, [("weight", "“Weight” must be a whole number from 0 to 10.", False)]),
        ({"weight": 0}, []),
    ],
)
def test_problems_name_their_column(
    values: dict[str, Any], expected: list[tuple[str, str, bool]]
) -> None:
    assert told(make_draft(**values)) == expected


def test_reading_units_count_prompt_and_choices() -> None:
    draft = make_draft(
        prompt=Localized("Où ?", "哪里？"),
        choices=(Localized("Sèvres", "塞夫尔"), Localized("Delft", "代尔夫特")),
    )
    assert reading_units(draft.prompt, draft.choices) == {"fr": 4 + 6 + 5, "zh": 3 + 3 + 4}
    assert reading_units(Localized("Où ?", "哪里？"), ()) == {"fr": 4, "zh": 3}


def test_tidy_strips_and_drops_what_is_empty() -> None:
    vase, bowl = Localized("vase", "花瓶"), Localized("bol", "碗")
    draft = make_draft(
        prompt=Localized(" Où ?\r\nIci ? ", "\u3000哪里？"),
        choices=(Localized(" vase", "花瓶 "), Localized(), bowl, Localized(" "), Localized()),
        maker=Localized(" Sèvres\r", " Sèvres\r"),
        tags=(" asie", "asie", "", "chine|histoire "),
    )
    tidied = tidy(draft)
    assert tidied == make_draft(
        prompt=Localized("Où ?\nIci ?", "哪里？"),
        choices=(vase, Localized(), bowl),
        maker=Localized("Sèvres", "Sèvres"),
        tags=("asie", "chine", "histoire"),
    )
    assert tidy(tidied) == tidied


def test_fingerprint_tells_questions_apart() -> None:
    draft = make_draft()
    changed = [
        make_draft(prompt=Localized("Autre ?", "哪一件最古老？")),
        make_draft(choices=draft.choices[::-1]),
        make_draft(key={"right": [1]}),
        make_draft(seconds=31),
        make_draft(weight=2),
        make_draft(maker=Localized("Sèvres", "Sèvres")),
        make_draft(tags=("asie",)),
        make_draft("poll"),
    ]
    marks = {fingerprint(other) for other in (draft, *changed)}
    assert len(marks) == 1 + len(changed)
    assert {len(mark) for mark in marks} == {64}
    assert fingerprint(make_draft()) == fingerprint(draft)
    assert fingerprint(make_draft(picture_with_question=True)) == fingerprint(draft)


def test_too_short_says_the_seconds_needed() -> None:
    draft = make_draft(seconds=10)
    assert too_short(draft, 10) is None
    problem = too_short(draft, 11)
    assert problem is not None
    assert (problem.column, problem.gap) == ("seconds", False)
    assert (
        problem.sentence == "The time is too short: the question has 10 s and needs at least 11 s."
    )
