"""What the kinds with choices share: numbers in the bank, random ids once dealt.

Nothing that is public depends on which choice is right: choices are taken in the order of their
texts, not as written, and a deal draws the same from its randomness whatever the key says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any, ClassVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.answers import readable
from quiz.bank.kinds.base import (
    Content,
    Key,
    Kind,
    Solution,
    frozen,
    ids_of,
)
from quiz.bank.kinds.cells import Cells, Doubt, right_choices, same_text
from quiz.bank.kinds.gaps import filled_choices
from quiz.bank.kinds.problems import missing_key, no_tolerance
from quiz.bank.kinds.tally import Share, count_named, percent_of
from quiz.bank.rules import Draft, Problem, choice_problems
from quiz.errors import Invalid
from quiz.i18n.lists import split_list
from quiz.i18n.localized import LANGUAGES, Localized

# Without vowels or look-alikes, so that an id never reads as a word.
ID_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
ID_LENGTH = 6
MOST_CHOICES = 6
# A choice's mark on every screen, by its dealt place.
LETTERS = "ABCDEF"
SHAPES = ("circle", "triangle", "square", "diamond", "pentagon", "star")


class ChoiceKind(Kind):
    """A question answered by choosing among two to six choices."""

    widget = "choices"
    takes_several: ClassVar[bool] = False
    least_choices: ClassVar[int] = 2
    no_such_choice: ClassVar[LazyString] = _l(
        "“Right answer” names a choice that this question does not have. Write the number, the"
        " letter or the text of a choice, like 2 or B; of several, like 1|3."
    )
    most_choices = MOST_CHOICES
    most_right = MOST_CHOICES

    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        key: dict[str, Any] = {}
        if correct.strip():
            key["right"] = sorted({_number(part) for part in split_list(correct)})
        if tolerance.strip():
            key["tolerance"] = tolerance.strip()
        return key

    def cells(self, key: Key) -> tuple[str, str]:
        return "|".join(str(number) for number in key.get("right", ())), key.get("tolerance", "")

    def read_cells(
        self,
        correct: str,
        tolerance: str,
        choices: Sequence[Localized],
        point: str,  # noqa: ARG002 (the interface names it)
    ) -> Cells:
        other = same_text(correct, choices)
        sentence = _l(
            "“%(cell)s” is read as the number of a choice; choice %(other)s has this text.",
            cell=correct.strip(),
            other=other,
        )
        doubts = (Doubt("correct", sentence),) if other else ()
        return Cells(right_choices(correct, choices), tolerance, doubts)

    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from self.choices_problems(draft)
        yield from self.right_problems(draft)
        yield from no_tolerance(draft)

    def choices_problems(self, draft: Draft) -> Iterator[Problem]:
        """What is wrong with the choices themselves: how many, missing, too long, alike."""
        if len(draft.choices) < self.least_choices:
            sentence = _l(
                "This kind of question needs at least %(least)s choices.", least=self.least_choices
            )
            for language in LANGUAGES:
                yield Problem(f"choice{len(draft.choices) + 1}", language, sentence, gap=True)
        if len(draft.choices) > self.most_choices:
            sentence = _l(
                "This kind of question has at most %(most)s choices.", most=self.most_choices
            )
            yield Problem(f"choice{self.most_choices + 1}", "", sentence)
        for number, choice in enumerate(draft.choices, 1):
            yield from choice_problems(number, choice)
        yield from _twins(draft)

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        """What is wrong with which choices are right."""
        right = draft.key.get("right", ())
        if not right:
            yield missing_key()
        elif not set(right) <= set(range(1, len(draft.choices) + 1)):
            yield Problem("correct", "", self.no_such_choice)

    def filled(self, draft: Draft) -> Draft:
        """As many choices as its kind needs; of what is right, the choices that there are."""
        choices = filled_choices(draft.choices, self.least_choices, self.most_choices)
        right = [number for number in draft.key.get("right", ()) if 0 < number <= len(choices)]
        return replace(super().filled(draft), choices=choices, key={**draft.key, "right": right})

    def deal(self, draft: Draft, rng: Random) -> Content:
        ids = draw_ids(len(draft.choices), rng)
        id_of = dict(zip(self.dealt(draft, rng), ids, strict=True))
        choices = [{"id": own, **draft.choices[place].to_json()} for place, own in id_of.items()]
        return frozen(draft, choices, self.dealt_key(draft, id_of)) | self.dealt_facts(draft, id_of)

    def dealt(self, draft: Draft, rng: Random) -> list[int]:
        """The places of the written choices, in the order in which they are shown."""
        places = by_text(draft)
        rng.shuffle(places)
        return places

    def dealt_key(self, draft: Draft, id_of: dict[int, str]) -> dict[str, Any]:
        """The key of the frozen copy, given the id of each written place."""
        return {"right": sorted(id_of[number - 1] for number in draft.key["right"])}

    def dealt_facts(self, draft: Draft, id_of: dict[int, str]) -> Content:  # noqa: ARG002 (a kind may have some)
        """What else the frozen copy has, given the id of each written place."""
        return {}

    def key_solution(self, key: Key) -> Solution:
        return Solution(right=tuple(str(own) for own in key.get("right", ())))

    def guess(self, public: Content, language: str, rng: Random) -> str:  # noqa: ARG002 (ids are the same in every language)
        return rng.choice(ids_of(public))

    def words(self, content: Content, value: str) -> tuple[Localized, ...]:
        texts = {choice["id"]: Localized.from_json(choice) for choice in content["choices"]}
        return tuple(texts.get(part, Localized(part, part)) for part in value.split(","))

    def tally(self, content: Content, spread: Mapping[str, int], answers: int) -> tuple[Share, ...]:
        """Every choice as dealt, with how many named it."""
        right = self.key_solution(content["key"]).right
        counts = count_named(ids_of(content), spread)
        return tuple(
            Share(
                LETTERS[place],
                self.words(content, own)[0],
                count,
                percent_of(count, answers),
                own in right,
                choice=own,
            )
            for place, (own, count) in enumerate(counts.items())
        )


class OneChoiceKind(ChoiceKind):
    """A question answered by one of its choices."""

    most_right = 1

    def right_problems(self, draft: Draft) -> Iterator[Problem]:
        yield from super().right_problems(draft)
        if len(draft.key.get("right", ())) > 1:
            yield Problem("correct", "", _l("Only one choice can be right in this question."))

    def parse(self, content: Content, raw: str, language: str) -> str:  # noqa: ARG002 (ids are the same in every language)
        value = readable(raw)
        if value not in ids_of(content):
            raise not_a_choice()
        return value


def by_text(draft: Draft) -> list[int]:
    """The places of the written choices in an order that their texts alone decide."""
    return sorted(range(len(draft.choices)), key=lambda place: str(draft.choices[place]))


def draw_ids(count: int, rng: Random) -> list[str]:
    """`count` different ids of one length, which say nothing."""
    base = len(ID_LETTERS)
    return [_spelled(number) for number in rng.sample(range(base**ID_LENGTH), count)]


def not_a_choice() -> Invalid:
    """The refusal of an id that this question does not have."""
    return Invalid(_l("The answer is not one of the choices of this question."))


def _spelled(number: int) -> str:
    letters = ""
    for _ in range(ID_LENGTH):
        number, letter = divmod(number, len(ID_LETTERS))
        letters += ID_LETTERS[letter]
    return letters


def _number(part: str) -> int:
    """The number of a choice; 0, which no choice has, for what is none."""
    return int(part) if part.isdecimal() and len(part) <= len(str(MOST_CHOICES)) else 0


def _twins(draft: Draft) -> Iterator[Problem]:
    for language in LANGUAGES:
        seen: dict[str, int] = {}
        for number, choice in enumerate(draft.choices, 1):
            text = getattr(choice, language).strip()
            if text and text in seen:
                sentence = _l(
                    "Choices %(first)s and %(second)s are the same.",
                    first=seen[text],
                    second=number,
                )
                yield Problem(f"choice{number}", language, sentence)
            seen.setdefault(text, number)
