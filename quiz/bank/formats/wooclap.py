"""Wooclap's sheet of questions: a type, a title, what is right by number, a choice a column.

As https://docs.wooclap.com describes it: the columns after “Choice” have no head of their own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileReading, Format, LeftOut, ReadQuestion
from quiz.bank.formats.foreign import in_one, read_foreign, right_numbers, unsupported
from quiz.bank.formats.tables import Rows, find_rows, has_head
from quiz.bank.formats.workbook import MEDIA_TYPE
from quiz.bank.kinds.cells import number_readings
from quiz.bank.kinds.cloud import Cloud
from quiz.bank.kinds.multiple import Multiple
from quiz.bank.kinds.number import Number
from quiz.bank.kinds.order import Order
from quiz.bank.kinds.poll import Poll
from quiz.bank.kinds.scale import Scale
from quiz.bank.kinds.single import Single
from quiz.bank.kinds.text import Text
from quiz.bank.rules import Draft

HEADS = {
    "type": "type",
    "title": "title",
    "titre": "title",
    "question": "title",
    "correct": "correct",
    "correcte": "correct",
    "choice": "choice",
    "choix": "choice",
}
MOST_CHOICES = 30
# A key, and the choices, from what stands under “Correct” and after it.
Made = tuple[str, Mapping[str, object], Sequence[str]]


def wooclap_head(row: Sequence[str]) -> Mapping[str, int] | None:
    """Where each of Wooclap's columns stands; None if the row is not its head."""
    words = [" ".join(cell.casefold().split()) for cell in row]
    places: dict[str, int] = {}
    for place, word in enumerate(words):
        # Some people number the choices, which have one head together in the template.
        if (name := HEADS.get(word.removesuffix(" 1"))) is not None:
            places.setdefault(name, place)
    return places if set(places) == set(HEADS.values()) else None


def read_wooclap(data: bytes) -> FileReading:
    """The questions of a Wooclap; FileRefused if there is none."""
    return read_foreign(_questions(find_rows(data, wooclap_head)))


def _questions(found: Rows) -> Iterator[ReadQuestion | LeftOut]:
    for number, row in found.rows:
        cells = {name: row[place].strip() for name, place in found.head.items() if place < len(row)}
        answers = [cell.strip() for cell in row[found.head["choice"] :][:MOST_CHOICES]]
        if cells.get("title") or any(answers):
            yield _question(number, cells, answers)


def _question(row: int, cells: Mapping[str, str], answers: Sequence[str]) -> ReadQuestion | LeftOut:
    kind, title, correct = (cells.get(name, "") for name in ("type", "title", "correct"))
    made = MADE.get("".join(letter for letter in kind.casefold() if letter.isalpha()))
    found = None if made is None else made(correct, answers)
    if found is None:
        return unsupported(row, title, kind)
    name, key, choices = found
    prompt = in_one(title)
    draft = Draft(kind=name, prompt=prompt, choices=tuple(map(in_one, choices)), key=dict(key))
    return ReadQuestion(row, draft)


def _choices(correct: str, answers: Sequence[str]) -> Made:
    """Choices, of which one or several may be right; none where it is a matter of taste."""
    filled = [answer for answer in answers if answer]
    right = right_numbers(correct, answers)
    if not correct:
        return Poll.name, {}, filled
    return Multiple.name if len(right) > 1 else Single.name, {"right": right}, filled


def _poll(correct: str, answers: Sequence[str]) -> Made:  # noqa: ARG001 (a poll has no right answer)
    return Poll.name, {}, [answer for answer in answers if answer]


def _order(correct: str, answers: Sequence[str]) -> Made:  # noqa: ARG001 (the order of the columns is the right one)
    return Order.name, {}, [answer for answer in answers if answer]


def _cloud(correct: str, answers: Sequence[str]) -> Made:  # noqa: ARG001 (words are free)
    return Cloud.name, {}, ()


def _scale(correct: str, answers: Sequence[str]) -> Made:  # noqa: ARG001 (nothing is right)
    """The words at both ends, where there are some."""
    filled = [answer for answer in answers if answer]
    return Scale.name, {}, filled if len(filled) <= 2 else (filled[0], filled[-1])


def _text(correct: str, answers: Sequence[str]) -> Made | None:
    """Accepted answers; without any it is a question to talk about."""
    forms = [form for form in (correct, *answers) if form]
    return (Text.name, {"forms": forms}, ()) if forms else None


def _number(correct: str, answers: Sequence[str]) -> Made | None:
    written = next((cell for cell in (correct, *answers) if cell), "")
    found = number_readings(written, ".")
    return (Number.name, {"value": found[0], "tolerance": "0"}, ()) if found else None


MADE: Mapping[str, Callable[[str, Sequence[str]], Made | None]] = {
    "mcq": _choices,
    "qcm": _choices,
    "poll": _poll,
    "sondage": _poll,
    "openquestion": _text,
    "open": _text,
    "questionouverte": _text,
    "guessnumber": _number,
    "guessanumber": _number,
    "nombre": _number,
    "wordcloud": _cloud,
    "nuagedemots": _cloud,
    "rating": _scale,
    "sorting": _order,
    "tri": _order,
}

FORMAT = Format(
    name="wooclap",
    label="Wooclap",
    description=_l("Wooclap's spreadsheet of questions (.xlsx or CSV)."),
    suffixes=(".xlsx", ".csv"),
    media_types=(MEDIA_TYPE, "text/csv"),
    recognizes=lambda data: has_head(data, wooclap_head),
    read=read_wooclap,
)
