"""Our own bilingual CSV: a question a row, each text in French and in Chinese side by side.

A cell is data whatever it begins with: what is exported imports back to the same bank, and
exports again byte for byte.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import Format
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.table import read_table, write_table
from quiz.bank.kinds.base import Kind
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.kinds.registry import KINDS, canonical, flags, problems
from quiz.bank.rules import OPTIONAL_TEXTS, PLAIN_TEXTS, TAGS, Draft
from quiz.i18n.lists import is_unclear, join_list, split_list
from quiz.i18n.localized import LANGUAGES, Localized

MOST_ROWS = 2_000
MOST_COLUMNS = 500
EXPLANATION, OBJECT, IMAGE_ALT = (text.column for text in OPTIONAL_TEXTS)
PLAIN = {text.column: text.attribute for text in PLAIN_TEXTS}
CHOICES = tuple(f"choice{number}" for number in range(1, MOST_CHOICES + 1))


def _both(column: str) -> tuple[str, ...]:
    return tuple(f"{column}_{language}" for language in LANGUAGES)


COLUMNS = (
    "kind",
    *_both("prompt"),
    *(name for choice in CHOICES for name in _both(choice)),
    *("correct", "tolerance", "seconds", "weight"),
    *_both(EXPLANATION),
    *_both(OBJECT),
    *PLAIN,
    *_both(IMAGE_ALT),
    "tags",
)


# Columns of facts that only some kinds have: written where a question needs them.
FLAGS = tuple(flag.name for flag in flags())
YES = "1"


def read(data: bytes) -> tuple[Draft, ...]:
    """The questions of a file, canonical and complete; FileRefused names everything wrong."""
    rows = read_table(data)
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    while header and not header[-1]:
        header.pop()
    if not header:
        raise FileRefused([FileError(_l("The file is empty."))])
    if len(header) > MOST_COLUMNS:
        raise FileRefused([FileError(_cells_sentence(len(header), len(COLUMNS)), 1)])
    refuse_if_any(_header_errors(header))
    written = [
        (number, row) for number, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)
    ]
    if len(written) > MOST_ROWS:
        reason = _l("The file has more than %(most)s questions.", most=MOST_ROWS)
        raise FileRefused([FileError(reason)])
    drafts: list[Draft] = []
    errors: list[FileError] = []
    for number, row in written:
        found = list(_row_errors(number, row, len(header)))
        if not found:
            draft = _draft(dict(zip(header, row, strict=False)))
            found = [
                FileError(problem.sentence, number, problem.column, problem.language)
                for problem in problems(draft)
            ]
            found += _tag_errors(number, row[header.index(TAGS.column)])
            drafts.append(draft)
        errors.extend(found)
    refuse_if_any(errors)
    return tuple(drafts)


def write(drafts: Iterable[Draft]) -> bytes:
    """The file that holds `drafts`, canonical; `read` gives them back."""
    rows = [_cells(canonical(draft)) for draft in drafts]
    columns = [*COLUMNS, *(name for name in FLAGS if any(row[name] for row in rows))]
    return write_table([columns, *([row[column] for column in columns] for row in rows)])


def refuse_if_any(errors: Iterable[FileError]) -> None:
    """Refuse the file whole if there is an error."""
    found = iter(errors)
    if (first := next(found, None)) is not None:
        raise FileRefused(chain([first], found))


def _header_errors(header: list[str]) -> Iterator[FileError]:
    for name in COLUMNS:
        if name not in header:
            yield FileError(_l("This column is missing."), 1, name, _language(name))
    for place, name in enumerate(header):
        if name not in (*COLUMNS, *FLAGS):
            column = name or str(place + 1)
            yield FileError(_l("This column is unknown."), 1, column)
        elif name in header[:place]:
            yield FileError(_l("This column is there twice."), 1, name, _language(name))


def _language(column: str) -> str:
    return next((code for code in LANGUAGES if column.endswith(f"_{code}")), "")


def _row_errors(number: int, row: list[str], width: int) -> Iterator[FileError]:
    """A row that is cut short, or that has text after the last column, is not read further."""
    if len(row) < width or any(cell.strip() for cell in row[width:]):
        yield FileError(_cells_sentence(len(row), width), number)


def _tag_errors(number: int, cell: str) -> list[FileError]:
    """Tags between which only commas or strokes stand, which may be part of one."""
    if not is_unclear(cell):
        return []
    sentence = _l(
        "Is “%(cell)s” one tag or several? Write | between several, or | after one.",
        cell=cell.strip(),
    )
    return [FileError(sentence, number, TAGS.column)]


def _cells_sentence(cells: int, width: int) -> LazyString:
    return _l("This row has %(cells)s cells; it should have %(width)s.", cells=cells, width=width)


def _draft(row: Mapping[str, str]) -> Draft:
    name = row["kind"].strip()
    kind = KINDS.get(name)
    plain: dict[str, Any] = {attribute: row[column] for column, attribute in PLAIN.items()}
    plain |= _flags(kind, row)
    return canonical(
        Draft(
            kind=name,
            prompt=_localized(row, "prompt"),
            choices=tuple(_localized(row, choice) for choice in CHOICES),
            key=kind.key(row["correct"], row["tolerance"]) if kind else {},
            seconds=_whole(row["seconds"]),
            weight=_whole(row["weight"]),
            explanation=_localized(row, EXPLANATION),
            object_title=_localized(row, OBJECT),
            image_alt=_localized(row, IMAGE_ALT),
            tags=split_list(row["tags"]),
            **plain,
        )
    )


def _flags(kind: Kind | None, row: Mapping[str, str]) -> dict[str, bool]:
    """The facts that the row's kind has; anything but nothing and a zero is a yes."""
    names = [flag.name for flag in kind.flags] if kind else []
    return {name: row.get(name, "").strip() not in ("", "0") for name in names}


def _localized(row: Mapping[str, str], column: str) -> Localized:
    return Localized(**{language: row[f"{column}_{language}"] for language in LANGUAGES})


def _whole(cell: str) -> int:
    """The whole number in `cell`; −1, which no question accepts, for anything else."""
    text = cell.strip()
    return int(text) if text.isdecimal() and len(text) <= 9 else -1


def _cells(draft: Draft) -> dict[str, str]:
    kind = KINDS[draft.kind]
    correct, tolerance = kind.cells(draft.key)
    empty = (Localized(),) * (MOST_CHOICES - len(draft.choices))
    texts: dict[str, Any] = {
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
    return localized | {
        "kind": draft.kind,
        "correct": correct,
        "tolerance": tolerance,
        "seconds": str(draft.seconds),
        "weight": str(draft.weight),
        "tags": join_list(draft.tags),
        **{name: YES if getattr(draft, name) else "" for name in FLAGS},
        **{column: getattr(draft, attribute) for column, attribute in PLAIN.items()},
    }


FORMAT = Format(
    name="bilingual",
    description=_l(
        "A bilingual CSV, as a bank's export gives it: UTF-8, UTF-16 or GB18030, with commas,"
        " semicolons or tabs."
    ),
    suffixes=(".csv", ".tsv", ".txt"),
    media_types=("text/csv",),
    # It is our own: what nobody else recognizes is read as such, and refused with its errors.
    recognizes=lambda _data: True,
    read=read,
    write=write,
)
