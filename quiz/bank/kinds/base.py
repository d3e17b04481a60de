"""What every kind of question can do. One file a kind; each is pure."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.rules import Draft, Problem, common_problems, has_control, reading_units
from quiz.errors import Invalid
from quiz.i18n.localized import LANGUAGES, Localized

ANSWER_BYTES = 300

# The frozen copy of a question that an event plays, as plain JSON.
Content = dict[str, Any]
Key = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Solution:
    """What is right, for the reveal: choices' ids, ids in order, a value, or accepted forms."""

    right: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    value: str = ""
    tolerance: str = ""
    forms: tuple[str, ...] = ()


class Kind(ABC):
    """One kind of question, from its written form to the credit of an answer.

    `key` and `cells` are each other's inverse: the key of a written question, and the two cells
    (right answer, tolerance) in which files and forms write it.
    """

    name: ClassVar[str]
    label: ClassVar[LazyString]

    @abstractmethod
    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        """The key that the two cells say, tidied; `key_problems` judges it."""

    @abstractmethod
    def cells(self, key: Key) -> tuple[str, str]:
        """The cells `correct` and `tolerance` that say `key`."""

    @abstractmethod
    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        """What is missing or wrong in the choices and the key."""

    @abstractmethod
    def deal(self, draft: Draft, rng: Random) -> Content:
        """The frozen copy for one round: a question without problems, its choices dealt."""

    @abstractmethod
    def parse(self, content: Content, raw: str, language: str) -> str:
        """The canonical value of an answer sent as `raw` from a page in `language`, or Invalid."""

    @abstractmethod
    def credit(self, content: Content, value: str) -> Fraction | None:
        """How right a canonical value is, from 0 to 1; None if there is nothing to be right."""

    @abstractmethod
    def solution(self, content: Content) -> Solution:
        """What is right; for nobody before the reveal."""

    def problems(self, draft: Draft) -> Iterator[Problem]:
        """All that keeps a tidied question from being launched, but for its time."""
        yield from common_problems(draft)
        yield from self.key_problems(draft)

    def public(self, content: Content) -> Content:
        """What anybody may see while the round is open."""
        return {part: content[part] for part in ("kind", "prompt", "choices")}

    def reading_units(self, content: Content) -> dict[str, int]:
        """For each language, the characters of the prompt and its choices."""
        choices = tuple(Localized.from_json(choice) for choice in content["choices"])
        return reading_units(Localized.from_json(content["prompt"]), choices)


def frozen(draft: Draft, choices: list[dict[str, str]], key: dict[str, Any]) -> Content:
    """The frozen copy of `draft` with its choices and its key as dealt."""
    return {
        "kind": draft.kind,
        "prompt": draft.prompt.to_json(),
        "choices": choices,
        "key": key,
        "explanation": draft.explanation.to_json(),
        "object": {
            "title": draft.object_title.to_json(),
            "maker": draft.maker,
            "date": draft.date,
            "inventory_no": draft.inventory_no,
            "credit": draft.credit,
            "rights": draft.rights,
            "source_url": draft.source_url,
        },
        "image_alt": draft.image_alt.to_json(),
    }


def readable(raw: str) -> str:
    """An answer as sent, without spaces around it; Invalid if empty, too long or unreadable."""
    text = raw.strip()
    if not text:
        raise Invalid(_l("The answer is empty."))
    if has_control(text):
        raise Invalid(_l("The answer contains a character that cannot be shown."))
    if len(text.encode()) > ANSWER_BYTES:
        raise Invalid(_l("The answer is too long."))
    return text


def no_choices(draft: Draft) -> Iterator[Problem]:
    """A problem for each text of a choice where a kind has none."""
    for number, choice in enumerate(draft.choices, 1):
        for language in LANGUAGES:
            if language not in choice.missing():
                sentence = _l("This kind of question has no choices: leave this empty.")
                yield Problem(f"choice{number}", language, sentence)


def no_tolerance(draft: Draft) -> Iterator[Problem]:
    """The problem of a tolerance where the right answer is not a number."""
    if draft.key.get("tolerance"):
        yield Problem("tolerance", "", _l("Only a number has a tolerance: leave it empty."))


def missing_key() -> Problem:
    """The gap of a question that does not say what is right."""
    return Problem("correct", "", _l("The right answer is missing."), gap=True)
