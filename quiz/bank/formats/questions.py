"""A question as the cells of its row, and back."""

from collections.abc import Mapping
from typing import Any

from quiz.bank.formats.cells import is_yes, whole_cell
from quiz.bank.formats.columns import (
    CHOICES,
    CITED,
    EXPLANATION,
    FLAGS,
    IMAGE_ALT,
    IN_ONE,
    OBJECT,
    PLAIN,
)
from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.cells import Cells
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import KINDS, canonical, kind_named
from quiz.bank.rules import Draft
from quiz.i18n.lists import join_list, split_list
from quiz.i18n.localized import LANGUAGES, Localized

# What a sheet need not say.
SECONDS, WEIGHT = 30, 1
YES = "1"


def draft_of_row(row: Mapping[str, str], point: str) -> tuple[Draft, Cells]:
    """The canonical question that a row's cells say, and how its right answer was read.

    A cell that is not there is empty; `point` is what the sheet writes before decimals.
    """
    kind = kind_named(row.get("kind", ""))
    choices = tuple(localized_cells(row, choice) for choice in CHOICES)
    if kind is not None and kind.usual_choices and not any(choices) and not row.get("id", ""):
        choices = kind.usual_choices
    written = row.get("correct", ""), row.get("tolerance", "")
    cells = Cells(*written) if kind is None else kind.read_cells(*written, _filled(choices), point)
    plain: dict[str, Any] = {name: row.get(column, "") for column, name in PLAIN.items()}
    plain |= {flag.name: is_yes(row.get(flag.name, "")) for flag in (kind.flags if kind else ())}
    plain |= {name: cited_cells(row, column) for column, name in CITED.items()}
    draft = Draft(
        kind=row.get("kind", "").strip() if kind is None else kind.name,
        prompt=localized_cells(row, "prompt"),
        choices=choices,
        key={} if kind is None else kind.key(cells.correct, cells.tolerance),
        seconds=_number_or(row.get("seconds", ""), SECONDS, point),
        weight=_number_or(row.get("weight", ""), WEIGHT, point),
        explanation=localized_cells(row, EXPLANATION),
        object_title=localized_cells(row, OBJECT),
        image_alt=localized_cells(row, IMAGE_ALT),
        tags=split_list(row.get("tags", "")),
        **plain,
    )
    return canonical(draft), cells


def localized_cells(row: Mapping[str, str], column: str) -> Localized:
    """The text whose languages stand in a column each."""
    return Localized(**{code: row.get(f"{column}_{code}", "") for code in LANGUAGES})


def cited_cells(row: Mapping[str, str], column: str) -> Localized:
    """The text that has a cell in each language, or one for both of them."""
    text, plain = localized_cells(row, column), row.get(column, "")
    return Localized(text.fr or plain, text.zh or plain)


def cells_cited(text: Localized, column: str) -> dict[str, str]:
    """The cells that say so: one where it is the same in both languages and has such a cell."""
    is_one = column in IN_ONE and text.fr == text.zh
    cells = {f"{column}_{code}": "" if is_one else getattr(text, code) for code in LANGUAGES}
    return cells | ({column: text.fr if is_one else ""} if column in IN_ONE else {})


def row_of_draft(draft: Draft, point: str = ".") -> dict[str, str]:
    """The cells that say a canonical question, by our columns."""
    correct, tolerance = _key_cells(KINDS.get(draft.kind), draft, point)
    empty = (Localized(),) * (MOST_CHOICES - len(draft.choices))
    texts: dict[str, Localized] = {
        "prompt": draft.prompt,
        EXPLANATION: draft.explanation,
        OBJECT: draft.object_title,
        IMAGE_ALT: draft.image_alt,
        **dict(zip(CHOICES, (*draft.choices, *empty), strict=True)),
    }
    localized = {
        f"{column}_{language}": getattr(text, language)
        for column, text in texts.items()
        for language in LANGUAGES
    }
    for column, attribute in CITED.items():
        localized |= cells_cited(getattr(draft, attribute), column)
    return localized | {
        "kind": draft.kind,
        "correct": correct,
        "tolerance": tolerance,
        "seconds": str(draft.seconds),
        "weight": str(draft.weight),
        "tags": join_list(draft.tags),
        **{column: getattr(draft, attribute) for column, attribute in PLAIN.items()},
        **{name: YES if getattr(draft, name) else "" for name in FLAGS},
    }


def _key_cells(kind: Kind | None, draft: Draft, point: str) -> tuple[str, str]:
    return ("", "") if kind is None else kind.sheet_cells(draft.key, point)


def _filled(choices: tuple[Localized, ...]) -> tuple[Localized, ...]:
    """The choices up to the last that has a text."""
    last = max((place for place, choice in enumerate(choices, 1) if choice), default=0)
    return choices[:last]


def _number_or(cell: str, usual: int, point: str) -> int:
    return whole_cell(cell, point) if cell.strip() else usual
