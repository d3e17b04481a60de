"""What both forms of a question take from the kinds: which there are, and who uses which field."""

from collections.abc import Iterable
from typing import NamedTuple

from wtforms.fields import SelectChoice

from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.registry import KINDS


class Uses(NamedTuple):
    """For each part of a form, the names of the kinds that use it, with spaces between."""

    choices: str
    right: str
    correct: str
    tolerance: str


class WidgetKinds(NamedTuple):
    """The kinds that share a widget; `templates/kinds/<widget>` says what a form adds for them."""

    widget: str
    has_choices: bool
    kinds: str
    ticked: str


def kind_options() -> list[SelectChoice]:
    """Every kind to be chosen from, with what the loader's script has to know of it."""
    return [SelectChoice(name, kind.label, facts(kind)) for name, kind in KINDS.items()]


def facts(kind: Kind) -> dict[str, int]:
    """How many choices a kind has at most, and how many of them can be right."""
    return {"data-most": kind.most_choices, "data-right": kind.most_right}


def uses() -> Uses:
    """Who uses which part."""
    kinds = KINDS.values()
    return Uses(
        choices=names(kind for kind in kinds if kind.most_choices),
        right=names(kind for kind in kinds if kind.most_right),
        correct=names(kind for kind in kinds if kind.correct),
        tolerance=names(kind for kind in kinds if kind.tolerance),
    )


def names(kinds: Iterable[Kind]) -> str:
    """Their names with spaces between."""
    return " ".join(kind.name for kind in kinds)


def widget_kinds() -> list[WidgetKinds]:
    """The widgets, in the order in which the kinds are listed."""
    by_widget: dict[str, list[Kind]] = {}
    for kind in KINDS.values():
        by_widget.setdefault(kind.widget, []).append(kind)
    return [
        WidgetKinds(
            widget,
            any(kind.most_choices for kind in kinds),
            names(kinds),
            names(kind for kind in kinds if kind.most_right),
        )
        for widget, kinds in by_widget.items()
    ]
