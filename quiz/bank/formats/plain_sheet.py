"""A sheet with columns like ours in one language, as anybody may have written it.

Needed are a question, and choices or an answer; which kind it is may be left to its cells.
"""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileReading, Format, ReadQuestion
from quiz.bank.formats.columns import CHOICES, language_of
from quiz.bank.formats.foreign import in_one, read_foreign
from quiz.bank.formats.names import column_of
from quiz.bank.formats.origin import foreign_sheet
from quiz.bank.formats.questions import draft_of_row
from quiz.bank.formats.tables import Rows, find_rows, first_rows_of, has_head
from quiz.bank.formats.workbook import MEDIA_TYPE
from quiz.bank.kinds.cells import FALSE, TRUE, number_readings, right_choices
from quiz.bank.kinds.multiple import Multiple
from quiz.bank.kinds.number import Number
from quiz.bank.kinds.registry import kind_named
from quiz.bank.kinds.single import Single
from quiz.bank.kinds.text import Text
from quiz.bank.kinds.true_false import TrueFalse
from quiz.i18n.folding import fold
from quiz.i18n.localized import LANGUAGES

FIRST = LANGUAGES[0]
PROMPT, CORRECT, KIND = f"prompt_{FIRST}", "correct", "kind"


def plain_head(row: Sequence[str]) -> Mapping[str, int] | None:
    """Where our columns stand, all in one language; None where the row is no such head.

    They are named as if they were in our first language: which it is, the texts say.
    """
    columns = [column_of(cell) for cell in row]
    languages = {language_of(column) for column in columns if column} - {""}
    if len(languages) != 1:
        return None
    (own,) = languages
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        name = f"{column.removesuffix(own)}{FIRST}" if language_of(column) else column
        if name:
            places.setdefault(name, place)
    is_whole = PROMPT in places and (CORRECT in places or f"{CHOICES[1]}_{FIRST}" in places)
    return places if is_whole else None


def is_plain_sheet(data: bytes) -> bool:
    """Whether it has such a head, and is no sheet of a program that is known by name."""
    return has_head(data, plain_head) and not any(map(foreign_sheet, first_rows_of(data)))


def read_plain_sheet(data: bytes) -> FileReading:
    """The questions of such a sheet; FileRefused if there is none."""
    return read_foreign(_questions(find_rows(data, plain_head)))


def _questions(found: Rows) -> Iterator[ReadQuestion]:
    for number, row in found.rows:
        cells = {name: row[place] for name, place in found.head.items() if place < len(row)}
        if any(cell.strip() for cell in cells.values()):
            named = {**cells, KIND: _kind(cells)}
            draft, key_cells = draft_of_row(named, ".")
            notes = tuple(doubt.sentence for doubt in key_cells.doubts)
            yield ReadQuestion(number, draft, notes=notes)


def _kind(cells: Mapping[str, str]) -> str:
    """The kind that a row names, or else that its choices and its answer are of."""
    named = kind_named(cells.get(KIND, ""))
    if named is not None:
        return named.name
    correct = cells.get(CORRECT, "").strip()
    choices = [cells.get(f"{choice}_{FIRST}", "").strip() for choice in CHOICES]
    filled = [in_one(choice) for choice in choices if choice]
    if filled:
        is_several = "|" in right_choices(correct, filled)
        return Multiple.name if is_several else Single.name
    if fold(correct) in TRUE | FALSE:
        return TrueFalse.name
    return Number.name if number_readings(correct, ".") else Text.name


FORMAT = Format(
    name="plain_sheet",
    label=_l("Sheet in one language"),
    description=_l("A sheet in one language with a question, choices and an answer in each row."),
    suffixes=(".csv", ".tsv", ".xlsx"),
    media_types=("text/csv", MEDIA_TYPE),
    recognizes=is_plain_sheet,
    read=read_plain_sheet,
)
