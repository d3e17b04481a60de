"""GIFT in Moodle's own ways: every sign, weights, ranges, gaps, names, categories, comments."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.formats.base import FileReading
from quiz.bank.formats.gift.format import is_gift, read_gift
from quiz.bank.formats.refusal import FileRefused
from quiz.bank.formats.registry import read_questions
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized


def read_text(text: str) -> FileReading:
    return read_gift(text.encode())


def only(text: str) -> Draft:
    (draft,) = read_text(text).drafts
    return draft


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("Lequel ?{~bol =vase ~plat}", "single", {"right": [2]}),
        ("Lequel ?{~bol~=vase}", "single", {"right": [2]}),
        ("Lesquels ?{~%50%bol ~%50%vase ~%-100%plat}", "multiple", {"right": [1, 2]}),
        ("Lesquels ?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}", "multiple", {"right": [1, 2, 3]}),
        ("Qui ?{=Kuma =Kengo Kuma}", "text", {"forms": ["Kuma", "Kengo Kuma"]}),
        ("Rond.{T}", "true_false", {"right": [1]}),
        ("Rond.{FALSE#Non, carré.#Oui.}", "true_false", {"right": [2]}),
        ("Quand ?{#1852}", "number", {"value": "1852", "tolerance": "0"}),
        ("Quand ?{#1852:20}.", "number", {"value": "1852", "tolerance": "20"}),
        ("Combien ?{#-5..5}", "number", {"value": "0", "tolerance": "5"}),
        ("Combien ?{#3:2~#Non}", "number", {"value": "3", "tolerance": "2"}),
        ("Combien ?{#=%0%5:0#Non =%100%9:0#Oui}", "number", {"value": "9", "tolerance": "0"}),
        ("Dans l’ordre.{>3 ALL\nun\ndeux\ntrois\n}", "order", {}),
    ],
)
def test_kinds_and_keys(text: str, kind: str, key: dict[str, Any]) -> None:
    draft = only(text)
    assert (draft.kind, draft.key) == (kind, key)


def test_signs_that_are_escaped_are_signs() -> None:
    draft = only(r"Quel \{signe\} ?{~ \= # non =\~#oui ~\# ~\\ ~\`}")
    assert draft.prompt.fr == "Quel {signe} ?"
    assert [choice.fr for choice in draft.choices] == ["=", "~", "#", "\\", "\\`"]


def test_words_go_on_after_the_answers() -> None:
    assert only("Le vase {=bleu ~vert} est ancien.").prompt.fr == "Le vase _____ est ancien."
    assert only('Combien ?{#3}";').prompt.fr == "Combien ?"


def test_names_forms_comments_and_categories() -> None:
    text = (
        "$CATEGORY: $course$/top/Vases\n\n// [id:7] [tag:céladon]\n"
        "::Le nom::[html]<p>Quel <b>vase</b>\nest vert&nbsp;?</p>{=[plain]le <b> ~[html]le&nbsp;bol"
        "####[html]<p>Il est vert.</p>}\n\n$CATEGORY: top/Bols\n::Sans question::{T}\n"
    )
    first, second = read_text(text).drafts
    assert (first.prompt.fr, first.tags) == ("Quel vase est vert ?", ("Vases", "céladon"))
    assert [choice.fr for choice in first.choices] == ["le <b>", "le bol"]
    assert (second.prompt.fr, second.tags) == ("Sans question", ("Bols",))


def test_both_languages_may_stand_in_one_text() -> None:
    text = (
        "[html]\\{mlang fr\\}Lequel ?\\{mlang\\}\\{mlang zh_cn\\}哪一个？\\{mlang\\}{"
        "=\\{mlang fr\\}le vase\\{mlang\\}\\{mlang zh\\}花瓶\\{mlang\\} ~1852}"
    )
    reading = read_text(text)
    assert (reading.language, reading.drafts[0].prompt) == ("", Localized("Lequel ?", "哪一个？"))
    assert reading.drafts[0].choices == (Localized("le vase", "花瓶"), Localized("1852", "1852"))


def test_what_has_no_counterpart_is_named() -> None:
    text = "Un titre.\n\nExpliquez.{}\n\nUn {=a} et {=b}."
    reading = read_text(text)
    assert [(left.row, left.text[:5]) for left in reading.left_out] == [
        (1, "Un ti"),
        (3, "Expli"),
        (5, "Un __"),
    ]


def test_pairs_are_choices_with_an_arrow() -> None:
    reading = read_text("Reliez.{=le vase -> bleu =le bol -> vert = -> rouge}")
    (draft,) = reading.drafts
    assert draft.kind == "match"
    assert [choice.fr for choice in draft.choices] == ["le vase → bleu", "le bol → vert", "→ rouge"]
    assert reading.doubts == ()


def test_a_gap_within_braces_ends_no_question() -> None:
    first, second = read_text("Lequel ?{\n=vase\n\n~bol\n}\n::Nom::Autre.{T}").drafts
    assert ([choice.fr for choice in first.choices], second.prompt.fr) == (
        ["vase", "bol"],
        "Autre.",
    )


def test_braces_that_never_close_take_nothing_else_along() -> None:
    reading = read_text("Lequel ?{=vase ~bol\n\nAutre.{T}")
    assert [draft.prompt.fr for draft in reading.drafts] == ["Autre."]
    assert [left.row for left in reading.left_out] == [1]


@pytest.mark.parametrize("text", ["kind,prompt_fr,prompt_zh\npoll,{=a},b\n", "<quiz>{T}</quiz>"])
def test_other_files_are_none(text: str) -> None:
    assert not is_gift(text.encode())


def test_it_is_known_by_its_signs() -> None:
    assert read_questions("中国的首都是哪里？{\n=北京\n~上海\n}\n".encode()).format == "gift"


@given(st.text(alphabet="ab \n~=#{}:\\%T>-.5[]$/*", max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    with suppress(FileRefused):
        assert isinstance(read_text(text), FileReading)
