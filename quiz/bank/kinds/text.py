"""A name or a word to type, in either language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import (
    Content,
    Key,
    Kind,
    Solution,
    frozen,
)
from quiz.bank.kinds.blanks import Blank
from quiz.bank.kinds.gaps import GAP
from quiz.bank.kinds.problems import missing_key, no_choices, no_tolerance
from quiz.bank.rules import Draft, Problem, text_problems
from quiz.errors import Invalid
from quiz.i18n.folding import fold, spellings
from quiz.i18n.lists import has_separator, is_unclear, join_list, split_list

HAN = re.compile("[\u3400-\u9fff]")
TEXT_LONGEST = 60
FORMS_LONGEST = 2000
# What somebody who does not know might say; some of it is right here or there.
WORDS = {
    "fr": ("Kengo Kuma", "kuma kengo", "Tadao Andō", "Gustave Eiffel", "je ne sais pas", "Ming"),
    "zh": ("隈研吾", "安藤忠雄", "贝聿铭", "不知道", "郎世宁", "李白"),
}


class Text(Kind):
    """Right if it folds to an accepted form, whichever the language of the page."""

    name = "text"
    label = _l("Typed answer")
    names = (
        *("texte", "réponse libre", "réponse courte", "texte libre", "réponse à écrire"),
        *("文字", "文本", "填空", "填空题", "简答", "简答题", "问答题"),
        *("short answer", "typed answer"),
    )
    widget = "text"
    takes_forms = True
    correct = Blank(
        "forms",
        _l("Accepted answers"),
        _l("One a line, in either language; the first one is shown at the reveal."),
        is_list=True,
    )

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        key: dict[str, Any] = {}
        if forms := split_list(correct):
            key["forms"] = list(forms)
        if is_unclear(correct):
            key["unclear"] = True
        if tolerance.strip():
            key["tolerance"] = tolerance.strip()
        return key

    def cells(self, key: Key) -> tuple[str, str]:
        forms = key.get("forms", ())
        # What is unclear stays so until its author has said what separates.
        correct = "|".join(forms) if key.get("unclear") else join_list(forms)
        return correct, key.get("tolerance", "")

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from no_choices(draft)
        yield from no_tolerance(draft)
        forms = draft.key.get("forms", ())
        if not forms:
            yield missing_key()
        if draft.key.get("unclear"):
            sentence = _l(
                "Is “%(cell)s” one answer or several? Write several on a line each, or with |"
                " between them; after one alone write |.",
                cell=forms[0],
            )
            yield Problem("correct", "", sentence)
        yield from text_problems("correct", "", _l("Right answer"), "|".join(forms), FORMS_LONGEST)
        if any(len(form) > TEXT_LONGEST or not fold(form) for form in forms):
            sentence = _l(
                "Each accepted form must have a letter or a digit, and at most %(most)s"
                " characters.",
                most=TEXT_LONGEST,
            )
            yield Problem("correct", "", sentence)

    def cautions(self, draft: Draft) -> Iterator[Problem]:
        for form in filter(has_separator, draft.key.get("forms", ())):
            sentence = _l(
                "“%(form)s” is one accepted answer. If it is several, write them on a line each.",
                form=form,
            )
            yield Problem("correct", "", sentence)

    def filled(self, draft: Draft) -> Draft:
        return replace(super().filled(draft), key={"forms": [GAP], **draft.key})

    def deal(self, draft: Draft, rng: Random) -> Content:  # noqa: ARG002 (the interface names it)
        return frozen(draft, [], {"forms": list(draft.key["forms"])})

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (every language's forms are accepted)
        value = readable(raw)
        if len(value) > TEXT_LONGEST:
            raise Invalid(_l("Write at most %(most)s characters.", most=TEXT_LONGEST))
        return value

    def credit(self, content: Content, value: str) -> Fraction:
        return Fraction(not _folded(tuple(content["key"]["forms"])).isdisjoint(spellings(value)))

    def accepting(self, content: Content, form: str) -> Content:
        return self.with_key(content, {"forms": [*content["key"]["forms"], form]})

    def withdrawing(self, content: Content, form: str) -> Content:
        alike = fold(form)
        kept = [known for known in content["key"]["forms"] if fold(known) != alike]
        return self.with_key(content, {"forms": kept})

    def words_in(self, key: Key, language: str) -> tuple[str, ...]:
        """The accepted forms in the script of that language; figures alone are in neither."""
        return tuple(form for form in key.get("forms", ()) if _language_of(form) == language)

    def with_words(self, key: Key, language: str, words: Sequence[str]) -> Key:
        """Where its forms in that language began; the first of all is shown at the reveal."""
        forms = key.get("forms", ())
        first = next((n for n, form in enumerate(forms) if _language_of(form) == language), None)
        kept = [form for form in forms if _language_of(form) != language]
        return {
            **key,
            "forms": [*dict.fromkeys((*kept[:first], *words, *kept[len(kept[:first]) :]))],
        }

    def judged_by(self, content: Content) -> object:
        return _folded(tuple(content["key"]["forms"]))

    def likeness(self, value: str) -> str:
        return fold(value)

    def key_solution(self, key: Key) -> Solution:
        return Solution(forms=tuple(key.get("forms", ())))

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (nothing public narrows it down)
        return rng.choice(WORDS[language])


def _language_of(form: str) -> str:
    """The language in whose script a form is written; nothing for figures."""
    if HAN.search(form) is not None:
        return "zh"
    return "fr" if any(letter.isalpha() for letter in form) else ""


@lru_cache(maxsize=64)
def _folded(forms: tuple[str, ...]) -> frozenset[str]:
    """What an answer may fold to; kept, since thousands are judged by the same forms."""
    return frozenset().union(*map(spellings, forms))
