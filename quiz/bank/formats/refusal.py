"""Why a file is refused: every error, with the place where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from flask_babel import LazyString, lazy_ngettext
from flask_babel import lazy_gettext as _l

from quiz.bounds import PROBLEMS
from quiz.errors import Invalid

PLACES: dict[str, Callable[[int, str, LazyString], LazyString]] = {
    "": lambda row, column, reason: _l(
        "Row %(row)s, column %(column)s: %(reason)s", row=row, column=column, reason=reason
    ),
    "fr": lambda row, column, reason: _l(
        "Row %(row)s, column %(column)s (French): %(reason)s",
        row=row,
        column=column,
        reason=reason,
    ),
    "zh": lambda row, column, reason: _l(
        "Row %(row)s, column %(column)s (Chinese): %(reason)s",
        row=row,
        column=column,
        reason=reason,
    ),
}


@dataclass(frozen=True, slots=True)
class FileError:
    """One error; row 1 is the header, row 0 the file as a whole, an empty column the whole row."""

    reason: LazyString
    row: int = 0
    column: str = ""
    language: str = ""

    @property
    def sentence(self) -> LazyString:
        """The error and its place, for the reader."""
        if self.column:
            return PLACES[self.language](self.row, self.column, self.reason)
        if self.row:
            return _l("Row %(row)s: %(reason)s", row=self.row, reason=self.reason)
        return self.reason


class FileRefused(Invalid):
    """A file that is refused whole: its first `errors`, and how many are in the `rest`.

    `doubts` are places that are not certain besides; `is_ruined` where letters were lost in it.
    """

    def __init__(
        self,
        found: Iterable[FileError],
        doubts: Iterable[FileError] = (),
        *,
        is_ruined: bool = False,
    ) -> None:
        self.doubts = tuple(islice(doubts, PROBLEMS))
        self.is_ruined = is_ruined
        left = iter(found)
        self.errors = tuple(islice(left, PROBLEMS))
        self.rest = sum(1 for _error in left)
        message = lazy_ngettext(
            "The file has %(num)s error; nothing was imported.",
            "The file has %(num)s errors; nothing was imported.",
            len(self.errors) + self.rest,
        )
        super().__init__(message)
