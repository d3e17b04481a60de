"""What every kind of question can do. One file a kind; each is pure.

All that depends on a kind stands behind `Kind`. Its input, and what a screen shows of it, stand in
the templates, the script and the sheet of its widget (`templates/kinds`, `static/*/kinds`).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random
from typing import Any, ClassVar

from flask_babel import LazyString

from quiz.bank.citation import ObjectView, object_json, object_view
from quiz.bank.kinds.blanks import Blank, Flag
from quiz.bank.kinds.cells import Cells
from quiz.bank.kinds.gaps import filled_texts
from quiz.bank.kinds.tally import KEPT_VALUES, Share, most_frequent, percent_of
from quiz.bank.pace import reading_units
from quiz.bank.rules import NOTHING, Draft, Problem, common_problems
from quiz.i18n.localized import LANGUAGES, Localized

# The frozen copy of a question that an event plays, as plain JSON.
Content = dict[str, Any]
Key = Mapping[str, Any]
# Left, top, width and height of what is seen of a picture, in thousandths of all of it.
Framing = Sequence[int]
# The fields of a form that was sent, each with its values.
Fields = Mapping[str, Sequence[str]]

PUBLIC = ("kind", "prompt", "choices")


@dataclass(frozen=True, slots=True)
class Solution:
    """What the reveal says: what is right, why, and about which object.

    Right are choices' ids, ids in order, a value with its tolerance, or accepted forms; `facts` is
    what only the kind's own templates know.
    """

    right: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    value: str = ""
    tolerance: str = ""
    forms: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    explanation: Localized = NOTHING
    object: ObjectView = field(default_factory=ObjectView)


class Kind(ABC):
    """One kind of question, from its written form to the credit of an answer.

    `key` and `cells` are each other's inverse: the key of a written question, and the two cells
    (right answer, tolerance) in which files and forms write it.
    """

    name: ClassVar[str]
    label: ClassVar[LazyString]
    # What else spreadsheets call it, in French, Chinese and English.
    names: ClassVar[tuple[str, ...]] = ()
    widget: ClassVar[str]
    # Whether answers are right or wrong at all, and bring points.
    is_scored: ClassVar[bool] = True
    # Whether answers can be more or less near, so that a question can divide those of one score.
    breaks_ties: ClassVar[bool] = False
    # Whether it is asked about a picture, and of one's own.
    needs_picture: ClassVar[bool] = False
    # Whether what was typed may be accepted afterwards.
    takes_forms: ClassVar[bool] = False
    # Whether an answer is several texts, each sent as a value of its own; they are read by lines.
    takes_texts: ClassVar[bool] = False
    # What a form shows: how many choices at most, and how many of them may be ticked as right;
    # what it fills in where no choice is written; where the two cells are typed, if they are.
    most_choices: ClassVar[int] = 0
    most_right: ClassVar[int] = 0
    usual_choices: ClassVar[tuple[Localized, ...]] = ()
    correct: ClassVar[Blank | None] = None
    tolerance: ClassVar[Blank | None] = None
    flags: ClassVar[tuple[Flag, ...]] = ()
    # How many different answers to a round are counted apart, and whether their parts are instead.
    kept_values: ClassVar[int] = KEPT_VALUES
    counts_parts: ClassVar[bool] = False

    @property
    def is_worded(self) -> bool:
        """Whether answers are words, which staff read as they were typed."""
        return self.takes_forms or self.takes_texts

    @abstractmethod
    def key(self, correct: str, tolerance: str) -> dict[str, Any]:
        """The key that the two cells say, tidied; `key_problems` judges it."""

    @abstractmethod
    def cells(self, key: Key) -> tuple[str, str]:
        """The cells `correct` and `tolerance` that say `key`."""

    def read_cells(
        self,
        correct: str,
        tolerance: str,
        choices: Sequence[Localized],  # noqa: ARG002 (kinds with choices find theirs by their texts)
        point: str,  # noqa: ARG002 (numbers are read by it)
    ) -> Cells:
        """What a person wrote into the two cells, in the spelling of `key`.

        `point` is the sign that the sheet's language writes before decimals.
        """
        return Cells(correct, tolerance)

    def sheet_cells(self, key: Key, point: str) -> tuple[str, str]:  # noqa: ARG002 (numbers are written with it)
        """As `cells`, for a spreadsheet that writes `point` before decimals."""
        return self.cells(key)

    @abstractmethod
    def key_problems(self, draft: Draft) -> Iterator[Problem]:
        """What is missing or wrong in the choices and the key."""

    def framed_anew(self, key: Key, before: Framing, after: Framing) -> Key:  # noqa: ARG002 (a kind may lay something over its picture)
        """The same key once the question's picture, framed so before, is framed so."""
        return key

    def filled(self, draft: Draft) -> Draft:
        """A canonical question with signs where it lacks something, so that it can be dealt.

        It is for who writes it to look at; a kind fills what it has besides texts.
        """
        return filled_texts(draft)

    @abstractmethod
    def deal(self, draft: Draft, rng: Random) -> Content:
        """The frozen copy for one round: a question without problems, its choices dealt."""

    @abstractmethod
    def parse(self, content: Content, raw: str, language: str) -> str:
        """The canonical value of an answer sent as `raw` from a page in `language`, or Invalid.

        Ambiguous where it may be meant in several ways; each of them can be sent again as plain.
        """

    def parse_plain(self, content: Content, raw: str) -> str:
        """The canonical value of an answer sent in its plain spelling, whatever the page."""
        return self.parse(content, raw, LANGUAGES[0])

    @abstractmethod
    def credit(self, content: Content, value: str) -> Fraction | None:
        """How right a canonical value is, from 0 to 1; None if there is nothing to be right."""

    def distance(self, content: Content, value: str) -> Fraction | None:  # noqa: ARG002 (for kinds that break ties)
        """How far a canonical value is from what is right; None where nothing is near."""
        return None

    def key_in(self, content: Content) -> Key:
        """The key of a frozen copy: for nobody but who judges by it."""
        key: Key = content["key"]
        return key

    def with_key(self, content: Content, key: Key) -> Content:
        """The frozen copy with another key."""
        return {**content, "key": dict(key)}

    def accepting(self, content: Content, form: str) -> Content:  # noqa: ARG002 (for kinds that take forms)
        """The frozen copy that also accepts a form, where `takes_forms`."""
        return content

    def withdrawing(self, content: Content, form: str) -> Content:  # noqa: ARG002 (for kinds that take forms)
        """The frozen copy that accepts that form no more, where `takes_forms`."""
        return content

    def words_in(self, key: Key, language: str) -> tuple[str, ...]:  # noqa: ARG002 (for kinds that take forms)
        """The words of a key that are in that language."""
        return ()

    def with_words(self, key: Key, language: str, words: Sequence[str]) -> Key:  # noqa: ARG002 (for kinds that take forms)
        """The key with those words in that language instead of the ones that it had."""
        return key

    def judged_by(self, content: Content) -> object:
        """What decides over answers: two copies that are equal in it judge alike."""
        return self.key_in(content)

    def likeness(self, value: str) -> str:
        """What values that are judged alike have in common."""
        return value

    @abstractmethod
    def key_solution(self, key: Key) -> Solution:
        """What a key says is right: choices by id once dealt, by number as they are written."""

    @abstractmethod
    def guess(self, public: Content, language: str, rng: Random) -> str:
        """An answer, as it would be sent, by somebody who sees what is public and knows nothing."""

    def recall(self, content: Content, skill: float, language: str, rng: Random) -> str:
        """An answer, as it would be sent, by who knows a share of `skill` of such things."""
        known = self.key_solution(content["key"])
        if rng.random() < skill and (right := known.forms or known.right or ids_of(content)):
            return rng.choice(right)
        return self.guess(content, language, rng)

    def problems(self, draft: Draft) -> Iterator[Problem]:
        """All that keeps a tidied question from being launched, but for its time."""
        yield from common_problems(draft)
        yield from self.key_problems(draft)

    def cautions(self, draft: Draft) -> Iterator[Problem]:  # noqa: ARG002 (a kind may have some)
        """What may be meant as it stands, and looks as if it were not; it stops nothing."""
        yield from ()

    def sent_value(self, fields: Fields) -> str:
        """What a browser without our script sends of an answer's form, as one value to be parsed.

        Several boxes of one name are several parts of an answer.
        """
        return ",".join(fields.get("v", ()))

    def public(self, content: Content) -> Content:
        """What anybody may see while the round is open: the only door before the reveal.

        A kind adds what its own templates need under further names.
        """
        return {part: content[part] for part in PUBLIC}

    def pictures(self, content: Content) -> tuple[str, ...]:  # noqa: ARG002 (choices are texts, mostly)
        """The keys of the pictures that its choices are, in dealt order."""
        return ()

    def solution(self, content: Content) -> Solution:
        """What is right, and why; for nobody but the host before the reveal."""
        return replace(
            self.key_solution(content["key"]),
            explanation=Localized.from_json(content["explanation"]),
            object=object_view(content["object"]),
        )

    def reading_units(self, draft: Draft) -> dict[str, int]:
        """For each language, the characters that a player reads before answering."""
        return reading_units(draft.prompt, draft.choices)

    def parts(self, value: str) -> tuple[str, ...]:
        """What of a canonical value is counted apart in a spread, where `counts_parts`."""
        return (value,)

    def host_texts(self, content: Content) -> tuple[Localized, ...]:
        """Each dealt choice as the host reads it, with what belongs to it."""
        return tuple(Localized.from_json(choice) for choice in content["choices"])

    def words(self, content: Content, value: str) -> tuple[Localized, ...]:  # noqa: ARG002 (choices have texts)
        """What a canonical value says, part by part: the texts of its choices, else the value."""
        return (Localized(value, value),)

    def tally(self, content: Content, spread: Mapping[str, int], answers: int) -> tuple[Share, ...]:
        """The spread of `answers` by value, in words: the most frequent whole answers."""
        return tuple(
            self.share(content, value, count, answers) for value, count in most_frequent(spread)
        )

    def crowd(self, content: Content, spread: Mapping[str, int], answers: int) -> dict[str, Any]:  # noqa: ARG002 (for kinds whose reveal shows it)
        """What every screen may show at the reveal of how `answers` spread, for its own templates.

        `spread` is empty until the round is counted. That choices have shares is known besides.
        """
        return {}

    def share(self, content: Content, value: str, count: int, answers: int) -> Share:
        """How many gave this whole answer; it is right if it has all of the credit."""
        (text,) = self.words(content, value)
        is_right = self.credit(content, value) == 1
        return Share(value, text, count, percent_of(count, answers), is_right)


def ids_of(content: Content) -> list[str]:
    """The ids of the dealt choices, in the order in which they are shown."""
    return [choice["id"] for choice in content["choices"]]


def frozen(draft: Draft, choices: list[dict[str, str]], key: dict[str, Any]) -> Content:
    """The frozen copy of `draft` with its choices and its key as dealt."""
    return {
        "kind": draft.kind,
        "prompt": draft.prompt.to_json(),
        "choices": choices,
        "key": key,
        "explanation": draft.explanation.to_json(),
        "object": object_json(draft),
        "image_alt": draft.image_alt.to_json(),
    }
