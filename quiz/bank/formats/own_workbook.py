"""Our own bilingual sheet as a workbook: the same columns, with lists and checks in its cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from flask_babel import lazy_gettext as _l
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from quiz.bank.formats.base import FileReading, Format
from quiz.bank.formats.beginnings import first_sheets
from quiz.bank.formats.bilingual import (
    MOST_ROWS,
    NO_NAMES,
    NUMBER,
    NUMBERS,
    PictureNames,
    needed_columns,
    plain_cell,
    read_own_table,
)
from quiz.bank.formats.columns import COLUMNS, EXPLANATION, IDENTITY, language_of
from quiz.bank.formats.decoding import is_hanzi
from quiz.bank.formats.headers import find_head
from quiz.bank.formats.names import head_word
from quiz.bank.formats.origin import foreign_sheet
from quiz.bank.formats.past_versions import PastVersion
from quiz.bank.formats.questions import row_of_draft
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.rows import version_cell
from quiz.bank.formats.table import Table
from quiz.bank.formats.workbook import MEDIA_TYPE, Sheet, is_workbook, read_workbook
from quiz.bank.kinds.registry import KINDS, canonical
from quiz.bank.rules import CHOICE_LONGEST, PROMPT, SECONDS, WEIGHTS, Draft
from quiz.bank.translation import OutdatedTexts

# The colours of the two languages' heads, and of the others: celadon, porcelain, paper.
FILLS = {"fr": "DCE9E2", "zh": "DDE6F0", "": "EEEBE3"}
WIDE, NARROW, USUAL = 42, 11, 22
NARROW_COLUMNS = frozenset(("kind", "correct", "tolerance", "seconds", "weight", *IDENTITY))
TEXT = "@"
CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Signs that XML 1.0 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class KnownDraft:
    """A question of a bank with its id, version and history; a new one has none of them.

    `outdated` are its texts that are behind their other language.
    """

    draft: Draft
    id: int = 0
    version: int = 0
    history: tuple[PastVersion, ...] = ()
    archived: bool = False
    outdated: OutdatedTexts = field(default_factory=dict)
    object_id: int | None = None


def read_own_workbook(data: bytes, names: PictureNames = NO_NAMES) -> FileReading:
    """The questions of the sheet that has most of our columns; FileRefused names every error.

    `names` are those of the pictures that come beside the workbook.
    """
    sheets = [sheet for sheet in read_workbook(data) if sheet.rows]
    if not sheets:
        raise FileRefused([FileError(_l("The file is empty."))])
    foreign = (foreign_sheet(sheet.rows) for sheet in sheets)
    best = max(sheets, key=lambda sheet: find_head(sheet.rows).known)
    if not has_own_heads(best) and (sentence := next(filter(None, foreign), None)) is not None:
        raise FileRefused([FileError(sentence)])
    rows = [list(row) for row in best.rows]
    return read_own_table(Table(rows, find_head(rows), ","), names=names)


def has_own_heads(sheet: Sheet) -> bool:
    """Whether a sheet has our columns, be it not all that are needed."""
    return {"prompt_fr", "prompt_zh"} <= set(find_head(sheet.rows).columns)


def is_own_workbook(data: bytes) -> bool:
    """Whether some sheet of a workbook has our columns."""
    return any(map(has_own_heads, first_sheets(data)))


def write_workbook(drafts: Iterable[Draft]) -> bytes:
    """The workbook that holds `drafts`, canonical; `read_own_workbook` gives them back."""
    return write_bank([KnownDraft(draft) for draft in drafts])


def write_bank(known: Sequence[KnownDraft], language: str = "") -> bytes:
    """A bank as a workbook, its heads in `language`, or by their own names where there is none."""
    rows = [_cells(each, language) for each in known]
    identity = IDENTITY if any(each.id for each in known) else ()
    columns = (*COLUMNS, *needed_columns(rows), *identity)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 (openpyxl's type allows others)
    sheet.title = "Questions"
    _write_head(sheet, columns, language)
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(columns, 1):
            _write_cell(sheet.cell(number, place), column, row[column])
    _add_checks(sheet, columns, language)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _cells(known: KnownDraft, language: str) -> dict[str, str]:
    draft = canonical(known.draft)
    kind = _kind_word(draft.kind, language) if draft.kind in KINDS else draft.kind
    identity = {"id": str(known.id), "version": version_cell(known.version, draft)}
    return (
        row_of_draft(draft)
        | {"kind": kind}
        | (identity if known.id else dict.fromkeys(IDENTITY, ""))
    )


def _write_head(sheet: Worksheet, columns: Sequence[str], language: str) -> None:
    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place)
        _write_text(cell, head_word(column, language) if language else column)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=FILLS[language_of(column)])
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        letter = get_column_letter(place)
        is_wide = column.startswith(("prompt_", EXPLANATION))
        width = NARROW if column in NARROW_COLUMNS else WIDE if is_wide else USUAL
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "B2"


def _write_cell(cell: Cell | MergedCell, column: str, text: str) -> None:
    if not text:
        return
    if column in NUMBERS and NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
    else:
        _write_text(cell, plain_cell(text))
        cell.alignment = Alignment(vertical="top", wrap_text=True)


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    """A text that stays one: neither a formula, nor a date once somebody has been in the cell."""
    # An underline before what would be read as the code of a sign is written as a code itself.
    cell.value = CODE.sub("_x005F_", UNWRITABLE.sub("", text))
    cell.data_type = "s"
    cell.number_format = TEXT


def _add_checks(sheet: Worksheet, columns: Sequence[str], language: str) -> None:
    """Lists and bounds in the cells of all rows that a bank may have."""
    kinds = [_kind_word(name, language) for name in KINDS]
    checks: Mapping[str, DataValidation] = {
        "kind": DataValidation("list", formula1=_listed(kinds), allow_blank=True),
        "seconds": _whole(SECONDS[0], SECONDS[-1]),
        "weight": _whole(WEIGHTS[0], WEIGHTS[-1]),
        "prompt_": _no_longer_than(PROMPT.longest),
        "choice": _no_longer_than(CHOICE_LONGEST),
    }
    for start, check in checks.items():
        for place, column in enumerate(columns, 1):
            if column.startswith(start):
                letter = get_column_letter(place)
                check.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
        sheet.add_data_validation(check)


def _listed(words: Sequence[str]) -> str:
    return f'"{",".join(words)}"'


def _whole(least: int, most: int) -> DataValidation:
    check = DataValidation("whole", operator="between", allow_blank=True)
    check.formula1, check.formula2 = str(least), str(most)
    return check


def _no_longer_than(most: int) -> DataValidation:
    check = DataValidation("textLength", operator="lessThanOrEqual", allow_blank=True)
    check.formula1 = str(most)
    return check


def _kind_word(name: str, language: str) -> str:
    """What a list of kinds calls one, so that `kind_named` gives it back."""
    names = KINDS[name].names if language else ()
    return next((word for word in names if any(map(is_hanzi, word)) == (language == "zh")), name)


FORMAT = Format(
    name="workbook",
    label="Excel",
    description=_l("A workbook (.xlsx) with our columns, as a bank's export gives it."),
    suffixes=(".xlsx",),
    media_types=(MEDIA_TYPE,),
    recognizes=is_workbook,
    read=read_own_workbook,
    write=write_workbook,
)
