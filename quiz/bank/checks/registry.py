"""All checks of a question, in the order in which an editor reads them. Pure."""

from collections.abc import Callable, Iterator

from quiz.bank.checks.base import Flaw
from quiz.bank.checks.choices import choice_flaws
from quiz.bank.checks.figures import figure_flaws
from quiz.bank.checks.lengths import length_flaws
from quiz.bank.checks.sources import source_flaws
from quiz.bank.checks.spelling import spelling_flaws
from quiz.bank.kinds.registry import word_cautions
from quiz.bank.rules import Draft


def caution_flaws(draft: Draft) -> Iterator[Flaw]:
    """What the kind doubts, and descriptions of pictures that give the answer away."""
    for problem in word_cautions(draft):
        yield Flaw("caution", problem.sentence, problem.language)


# One more check is a file beside this one and a name here; `facts.EDITION` goes up with it.
CHECKS: tuple[Callable[[Draft], Iterator[Flaw]], ...] = (
    length_flaws,
    figure_flaws,
    choice_flaws,
    caution_flaws,
    spelling_flaws,
    source_flaws,
)


def flaws(draft: Draft) -> tuple[Flaw, ...]:
    """Everything of a canonical question that an editor should look at again."""
    return tuple(flaw for check in CHECKS for flaw in check(draft))
