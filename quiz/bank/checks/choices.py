"""The same choice twice, and right answers that their place or their length gives away. Pure."""

from collections.abc import Callable, Iterator, Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.checks.base import Flaw
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft
from quiz.i18n.folding import fold_search
from quiz.i18n.localized import LANGUAGES

# What is kept of a question with one right choice among at least three.
ONE, FIRST, LONGEST = "one", "first", "longest"
FEWEST_CHOICES = 3
# Of fewer questions, and of fewer in a hundred, it is chance.
FEWEST_QUESTIONS = 5
ALWAYS_PERCENT = 75

SENTENCES: dict[str, Callable[[int, int], LazyString]] = {
    FIRST: lambda many, of: _l(
        "The right answer is the first choice in %(many)s of %(of)s questions.", many=many, of=of
    ),
    LONGEST: lambda many, of: _l(
        "The right answer is the longest choice in %(many)s of %(of)s questions.", many=many, of=of
    ),
}


def choice_flaws(draft: Draft) -> Iterator[Flaw]:
    """A flaw for each choice that somebody would take for an earlier one."""
    for language in LANGUAGES:
        seen: dict[str, int] = {}
        for number, choice in enumerate(draft.choices, 1):
            folded = fold_search(getattr(choice, language))
            first = seen.setdefault(folded, number)
            if folded and first != number:
                sentence = _l(
                    "Choices %(first)s and %(second)s say the same.", first=first, second=number
                )
                yield Flaw("choices", sentence, language)


def right_traits(draft: Draft) -> str:
    """Where a question has its only right answer, for `bank_flaws`; nothing of other kinds."""
    kind = KINDS.get(draft.kind)
    if kind is None or kind.most_right != 1 or len(draft.choices) < FEWEST_CHOICES:
        return ""
    right = draft.key.get("right", ())
    if len(right) != 1 or not 1 <= right[0] <= len(draft.choices):
        return ""
    place = right[0] - 1
    traits = (
        ONE,
        *([FIRST] if place == 0 else ()),
        *([LONGEST] if _is_longest(draft, place) else ()),
    )
    return " ".join(traits)


def bank_flaws(traits: Mapping[str, int]) -> Iterator[LazyString]:
    """A sentence for each way in which a bank gives its answers away.

    `traits` counts its questions by what `right_traits` says of them.
    """
    asked = sum(count for kept, count in traits.items() if ONE in kept.split())
    if asked < FEWEST_QUESTIONS:
        return
    for trait, sentence in SENTENCES.items():
        many = sum(count for kept, count in traits.items() if trait in kept.split())
        if 100 * many >= ALWAYS_PERCENT * asked:
            yield sentence(many, asked)


def _is_longest(draft: Draft, place: int) -> bool:
    """Whether the choice is the longest in every language, and no other one as long in one."""
    lengths = [
        tuple(len(getattr(choice, language)) for language in LANGUAGES) for choice in draft.choices
    ]
    right, others = lengths[place], lengths[:place] + lengths[place + 1 :]
    return all(
        all(mine >= theirs for mine, theirs in zip(right, other, strict=True)) and right != other
        for other in others
    )
