"""What a kind asks its author for besides texts: two cells to be typed, facts to be ticked."""

from dataclasses import dataclass

from flask_babel import LazyString


@dataclass(frozen=True, slots=True)
class Blank:
    """The form's field in which staff write one of the two cells of a question.

    A list is written one item a line, and stands in its cell with bars between.
    """

    name: str
    label: LazyString
    description: LazyString
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A fact of a question, true or not, that a kind lets be ticked; `name` is a draft's."""

    name: str
    label: LazyString
    description: LazyString
