"""What both forms of a question take from the kinds: which there are, and who uses which field."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from babel.numbers import get_decimal_symbol
from wtforms import BooleanField, Form
from wtforms.fields import SelectChoice

from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.registry import KINDS, flags
from quiz.i18n.localized import Localized
from quiz.web.language import current_language


class Uses(NamedTuple):
    """For each part of a form, the names of the kinds that use it, with spaces between."""

    choices: str
    right: str
    correct: str
    tolerance: str


class FlagKinds(NamedTuple):
    """A fact to be ticked, and the names of the kinds that have it, with spaces between."""

    name: str
    kinds: str


class WidgetKinds(NamedTuple):
    """The kinds that share a widget; `templates/kinds/<widget>` says what a form adds for them."""

    widget: str
    has_choices: bool
    kinds: str
    ticked: str


def kind_options() -> list[SelectChoice]:
    """Every kind to be chosen from, with what the loader's script has to know of it."""
    return [SelectChoice(name, kind.label, facts(kind)) for name, kind in KINDS.items()]


def quick_kind_options() -> list[SelectChoice]:
    """The kinds that a question without a picture may be of."""
    return [option for option in kind_options() if not KINDS[option.value].needs_picture]


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


def typed_key(
    kind: Kind, correct: str, tolerance: str, choices: Sequence[Localized]
) -> dict[str, Any]:
    """The key that was typed, its numbers as the page's language writes them.

    What could be read in several ways stays as it was typed: the form then asks for a plain one.
    """
    point = str(get_decimal_symbol(current_language()))
    cells = kind.read_cells(correct, tolerance, choices, point)
    if any(doubt.is_grave for doubt in cells.doubts):
        return kind.key(correct, tolerance)
    return kind.key(cells.correct, cells.tolerance)


def flag_kinds() -> list[FlagKinds]:
    """Every fact that can be ticked."""
    return [
        FlagKinds(flag.name, names(kind for kind in KINDS.values() if flag in kind.flags))
        for flag in flags()
    ]


def flag_fields() -> dict[str, BooleanField]:
    """A form's box for each of them."""
    return {f.name: BooleanField(f.label, description=f.description) for f in flags()}


def ticked_flags(kind: Kind, form: Form) -> dict[str, Any]:
    """What is ticked in the form, of what its kind has."""
    return {flag.name: bool(form[flag.name].data) for flag in kind.flags}


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
