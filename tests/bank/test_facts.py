"""What is kept of a question, so that lists need not judge it, is what its texts and kind say."""

from dataclasses import replace

import pytest

from quiz.bank.facts import EDITION, KeptFacts, facts_of, tag_line
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import picture_name
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft

PICTURE = picture_name("0123456789abcdef" * 2)


def test_a_complete_question_is_ready() -> None:
    assert facts_of(make_draft(prompt=Localized("Le vase ?", "花瓶？"))) == KeptFacts(
        searched="\nlevase\n花瓶\n" + "".join(f"levase{n}\n花瓶{n}\n" for n in (1, 2, 3, 4)),
        is_ready=True,
        missing="",
        untranslated="",
        has_picture=False,
        flaws=1,
        right_traits="one",
        facts_edition=EDITION,
    )


def test_every_text_is_folded_on_a_line_of_its_own() -> None:
    draft = make_draft(
        kind="number",
        key={"value": "1852", "tolerance": "20"},
        choices=(),
        prompt=Localized("Né à Sèvres ?", "掐絲琺瑯？"),
        maker=Localized("Théodore Deck", "Théodore Deck"),
        inventory_no="EO 1849.1",
        tags=("Émaux & cie",),
    )
    lines = facts_of(draft).searched.strip("\n").split("\n")
    assert lines == ["neasevres", "掐丝珐琅", "theodoredeck", "eo18491", "1852", "#emauxcie"]
    assert tag_line("ÉMAUX & CIE") == "\n#emauxcie\n"


def test_the_name_of_a_kept_picture_is_not_sought_and_any_other_one_is() -> None:
    kept = facts_of(make_draft(image=PICTURE, image_alt=Localized("Un bol", "一只碗")))
    lost = facts_of(make_draft(image="Bol-12.PNG"))
    assert (kept.has_picture, "0123" in kept.searched) == (True, False)
    assert (lost.has_picture, "\nbol12png\n" in lost.searched) == (False, True)


@pytest.mark.parametrize("kind", KINDS)
def test_questions_of_every_kind_are_kept(kind: str) -> None:
    facts = facts_of(make_draft(kind))
    assert facts.is_ready
    assert facts.missing == ""


@pytest.mark.parametrize(
    ("prompt", "explanation", "missing"),
    [
        (Localized("Quoi ?", ""), Localized(), "zh"),
        (Localized("Quoi ?", "什么？"), Localized("", "因为。"), "fr"),
        (Localized("Quoi ?", ""), Localized("", "因为。"), "fr zh"),
    ],
)
def test_a_text_in_one_language_is_missing_in_the_other(
    prompt: Localized, explanation: Localized, missing: str
) -> None:
    facts = facts_of(make_draft(prompt=prompt, explanation=explanation))
    assert (facts.missing, facts.is_ready) == (missing, False)


def test_too_short_a_time_keeps_from_being_ready_in_any_language() -> None:
    facts = facts_of(replace(make_draft(), seconds=3))
    assert (facts.is_ready, facts.missing) == (False, "")


def test_a_kind_that_is_known_no_more_is_not_ready() -> None:
    assert facts_of(replace(make_draft(), kind="riddle")).is_ready is False
