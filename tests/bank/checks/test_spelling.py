"""Signs that a keyboard lacks are mended, once, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.checks.base import Flaw
from quiz.bank.checks.spelling import mended_draft, mended_text, spelling_flaws
from quiz.bank.formats.bilingual import read
from quiz.bank.queries import demo_file
from quiz.i18n.localized import LANGUAGES, Localized
from tests.bank.drafts import make_draft

FRENCH = (
    ("Qu'est-ce que c'est?", "Qu’est-ce que c’est ?"),
    ('Il dit "bonjour" à tous.', "Il dit « bonjour » à tous."),
    ("«Hamlet»", "« Hamlet »"),
    ("un vase , bleu .", "un vase, bleu."),
    ("Trois choses: l'or,l'argent; le bronze!", "Trois choses : l’or, l’argent ; le bronze !"),
    ("Attends...", "Attends…"),
    ("un  vase", "un vase"),
    ("Un vase，bleu ？", "Un vase, bleu ?"),
)
CHINESE = (
    ("这是什么?", "这是什么？"),
    ("V&A博物馆(伦敦)在哪里?", "V&A博物馆（伦敦）在哪里？"),
    ('他说"你好".', "他说“你好”。"),
    ("青 花 瓷", "青花瓷"),
    ("你好,世界;再见!", "你好，世界；再见！"),
    ("等等...", "等等……"),
    ("他--她", "他——她"),
    ("青花 ，瓷", "青花，瓷"),
)
RIGHT = {
    "fr": (
        *("https://x.org/a?b:c", "à 12:30, ou 1:2", "J.-C. (v. 1850)", "Quoi ?!", "3,5 %"),
        *("« a » ; « b » ?", "10,5 et 1,000", "隈研吾：《建筑》", "Le « Tigre »."),
    ),
    "zh": (
        "比例3:4",
        "12:30开始",
        "1,852件",
        "V&A (London)",
        "A.B.C公司",
        "卡诺瓦《美惠三女神》。",
    ),
}
SIGNS = st.text(alphabet="ab 花瓶12'\"«»“”《》()（）.,;:!?，。；：！？…-—\u00a0\u202f", max_size=14)


@pytest.mark.parametrize(("wrong", "right"), FRENCH)
def test_french_is_spaced_as_it_is_printed(wrong: str, right: str) -> None:
    assert (mended_text(wrong, "fr"), mended_text(right, "fr")) == (right, right)


@pytest.mark.parametrize(("wrong", "right"), CHINESE)
def test_chinese_has_its_own_signs(wrong: str, right: str) -> None:
    assert (mended_text(wrong, "zh"), mended_text(right, "zh")) == (right, right)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_right_stays_as_it_is(language: str) -> None:
    assert [mended_text(text, language) for text in RIGHT[language]] == [*RIGHT[language]]


@given(SIGNS, st.sampled_from(LANGUAGES))
def test_mending_twice_changes_nothing_more(text: str, language: str) -> None:
    once = mended_text(text, language)
    assert mended_text(once, language) == once


def test_a_flaw_shows_what_its_text_becomes() -> None:
    draft = make_draft(
        prompt=Localized("Lequel?", "哪一件?"), explanation=Localized("C'est lui.", "是它。")
    )
    found = [(flaw.language, flaw.before, flaw.after) for flaw in spelling_flaws(draft)]
    assert found == [
        ("fr", "Lequel?", "Lequel ?"),
        ("zh", "哪一件?", "哪一件？"),
        ("fr", "C'est lui.", "C’est lui."),
    ]
    assert list(spelling_flaws(mended_draft(draft))) == []


def test_a_bank_that_was_proofread_has_no_flaw() -> None:
    flaws: list[Flaw] = [flaw for draft in read(demo_file()) for flaw in spelling_flaws(draft)]
    assert flaws == []
