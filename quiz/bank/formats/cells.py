"""One cell of a sheet: what a spreadsheet put there instead of a text, and whole numbers."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.cells import FALSE, number_readings
from quiz.i18n.folding import fold
from quiz.i18n.spreadsheets import is_failed, is_formula

SHORT = 40


def not_a_text(cell: str) -> LazyString | None:
    """Why a cell holds what a spreadsheet left there, and no text; None if it holds a text."""
    plain = cell.strip()
    if is_failed(cell):
        return _l(
            "“%(cell)s” is an error of the spreadsheet, not a text. Mend the cell there, then save"
            " again.",
            cell=plain,
        )
    if is_formula(cell):
        return _l(
            "“%(cell)s” is a formula. Copy the cell and paste its value only, then save again.",
            cell=plain if len(plain) <= SHORT else plain[:SHORT] + "…",
        )
    return None


def is_yes(cell: str) -> bool:
    """Whether a fact is true: anything but nothing, a zero and what says no."""
    return cell.strip() not in ("", "0") and fold(cell) not in FALSE


def whole_cell(cell: str, point: str) -> int:
    """The whole number in a cell such as `30`, `30.0` or `30 s`; −1 for anything else."""
    found = number_readings(cell, point)
    if len(found) != 1:
        return -1
    whole, _, part = found[0].partition(".")
    return int(whole) if not part.strip("0") and len(whole) <= 9 else -1
