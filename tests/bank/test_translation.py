"""A text is out of date where the other language changed alone, until it is looked at again."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.kinds.registry import canonical
from quiz.bank.rules import Draft
from quiz.bank.translation import (
    OTHER,
    Outdated,
    from_json,
    languages_of,
    localized_texts,
    outdated_after,
    reads_alike,
    to_json,
    untranslated,
)
from quiz.i18n.localized import LANGUAGES, Localized
from tests.bank.drafts import make_draft

NOW, LATER = 1_000, 2_000
# Few words, so that languages often change alone, together, or back.
words = st.sampled_from(("", "bol", "vase", "vase !", "1,5 m", "15 m"))
texts = st.builds(Localized, words, words)
drafts = st.builds(
    lambda prompt, explanation, choices: make_draft(
        "poll", prompt=prompt, explanation=explanation, choices=tuple(choices)
    ),
    texts,
    texts,
    st.lists(texts, max_size=3),
)


def after(*prompts: Localized) -> dict[str, Outdated]:
    """What is out of date once the question was written so, one time after the other."""
    known: dict[str, Outdated] = {}
    for before, text in pairwise(prompts):
        known = outdated_after(make_draft(prompt=before), make_draft(prompt=text), known, NOW)
    return known


def swapped(draft: Draft) -> Draft:
    """The question with its two languages changed for one another."""
    turned = {name: Localized(text.zh, text.fr) for name, text in localized_texts(draft).items()}
    choices = tuple(text for name, text in turned.items() if name.startswith("choice"))
    plain = {name: text for name, text in turned.items() if not name.startswith("choice")}
    return replace(draft, choices=choices, **plain)


def test_one_language_that_changes_alone_leaves_the_other_behind() -> None:
    bowl = Localized("Un bol ?", "一只碗？")
    assert after(bowl, Localized("Un vase ?", "一只碗？")) == {
        "prompt": Outdated("zh", "Un bol ?", NOW)
    }
    assert after(bowl, Localized("Un bol ?", "一只花瓶？")) == {
        "prompt": Outdated("fr", "一只碗？", NOW)
    }


@pytest.mark.parametrize(
    "now",
    [
        Localized("Un vase ?", "一只花瓶？"),
        Localized("UN  BOL!", "一只碗"),
        Localized("Un bol ?", ""),
        Localized("", "一只碗？"),
    ],
    ids=["both", "signs", "without Chinese", "without French"],
)
def test_nothing_is_out_of_date_after(now: Localized) -> None:
    assert after(Localized("Un bol ?", "一只碗？"), now) == {}


def test_what_is_translated_leaves_nothing_behind() -> None:
    assert after(Localized("Un bol ?", ""), Localized("Un bol ?", "一只碗？")) == {}


def test_it_is_settled_by_a_look_at_the_other_or_by_taking_it_back() -> None:
    first, changed = Localized("Un bol ?", "一只碗？"), Localized("Un vase ?", "一只碗？")
    again = Localized("Une coupe ?", "一只碗？")
    assert after(first, changed, again) == {"prompt": Outdated("zh", "Un bol ?", NOW)}
    assert after(first, changed, again, first) == {}
    assert after(first, changed, Localized("Un vase ?", "一只花瓶？")) == {}
    assert after(first, changed, Localized("Une coupe ?", "一只杯子？")) == {}


def test_each_text_is_judged_by_itself() -> None:
    before = make_draft(explanation=Localized("Il est ancien.", "它很古老。"))
    one = replace(before, prompt=Localized("Le plus grand ?", before.prompt.zh))
    known = outdated_after(before, one, {}, NOW)
    both = replace(one, explanation=Localized("Il est ancien.", "它很新。"))
    found = outdated_after(one, both, known, LATER)
    assert found == {
        "prompt": Outdated("zh", before.prompt.fr, NOW),
        "explanation": Outdated("fr", "它很古老。", LATER),
    }
    assert languages_of(found) == "fr zh"
    assert from_json(to_json(found)) == found


def test_a_choice_that_moves_stays_behind() -> None:
    before = make_draft()
    first, second, *others = before.choices
    changed = replace(before, choices=(first, Localized("une coupe", second.zh), *others))
    known = outdated_after(before, changed, {}, NOW)
    assert known == {"choice2": Outdated("zh", second.fr, NOW)}
    moved = replace(changed, choices=changed.choices[1:])
    assert outdated_after(changed, moved, known, LATER) == {"choice1": known["choice2"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'émail, c'est « beau » !", "L’email c’est beau."),
        ("1 852 pièces", "1852 pièces"),
        ("1850-1860", "1850–1860"),
        ("龍泉窯,", "龙泉窑，"),
    ],
)
def test_signs_and_spacing_say_nothing_else(one: str, other: str) -> None:
    assert reads_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("1,5 m", "15 m"), ("-5 °C", "5 °C"), ("10 %", "10"), ("bol", "bols")]
)
def test_words_and_figures_do(one: str, other: str) -> None:
    assert not reads_alike(one, other)


def test_what_one_language_has_alone_is_to_be_translated() -> None:
    assert untranslated(make_draft()) == ()
    assert untranslated(make_draft(explanation=Localized("Ancien.", ""))) == ("zh",)
    assert untranslated(make_draft(prompt=Localized("", "题"), choices=())) == ("fr",)
    mixed = make_draft(prompt=Localized("", "题"), image_alt=Localized("Un bol", ""))
    assert untranslated(mixed) == LANGUAGES


@given(drafts)
def test_what_stays_as_it_is_leaves_nothing_behind(draft: Draft) -> None:
    assert outdated_after(draft, draft, {}, NOW) == {}


@given(drafts, drafts)
def test_what_is_out_of_date_is_there_in_both_languages(before: Draft, draft: Draft) -> None:
    found = outdated_after(before, draft, {}, NOW)
    assert not any(localized_texts(draft)[name].missing() for name in found)


@given(drafts, drafts, drafts)
def test_neither_language_is_preferred(first: Draft, second: Draft, third: Draft) -> None:
    def twice(*written: Draft) -> dict[str, Outdated]:
        known = outdated_after(written[0], written[1], {}, NOW)
        return outdated_after(written[1], written[2], known, LATER)

    turned = twice(*map(swapped, (first, second, third)))
    assert turned == {
        name: replace(state, language=OTHER[state.language])
        for name, state in twice(first, second, third).items()
    }


@given(texts, texts)
def test_who_takes_a_change_back_has_nothing_to_do(first: Localized, second: Localized) -> None:
    assert after(first, second, first) == {}


@given(texts, texts, texts)
def test_a_look_at_both_settles_everything(
    first: Localized, second: Localized, third: Localized
) -> None:
    known = after(first, second)
    changed = [
        own for own in LANGUAGES if not reads_alike(getattr(second, own), getattr(third, own))
    ]
    if changed == list(LANGUAGES):
        assert (
            outdated_after(make_draft(prompt=second), make_draft(prompt=third), known, LATER) == {}
        )


@given(drafts)
def test_what_is_kept_of_it_is_read_back(draft: Draft) -> None:
    turned = outdated_after(swapped(draft), canonical(draft), {}, NOW)
    assert from_json(to_json(turned)) == turned
