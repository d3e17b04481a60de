"""Kahoot's sheet of questions: one language, up to four answers, the right ones by number.

The template of https://kahoot.com/library/quiz-spreadsheet-template/ has a page of words above its
head, and numbers the rows that are still empty; programs write the same columns as CSV.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileReading, Format, ReadQuestion
from quiz.bank.formats.foreign import in_one, read_foreign, right_numbers, seconds_of
from quiz.bank.formats.names import column_of
from quiz.bank.formats.tables import Rows, find_rows, has_head
from quiz.bank.formats.workbook import MEDIA_TYPE
from quiz.bank.kinds.multiple import Multiple
from quiz.bank.kinds.single import Single
from quiz.bank.rules import Draft

# The heads as the template says them in the languages that it is offered in.
QUESTION = re.compile(
    r"(?:question|问题|問題|題目|题目|pregunta|frage|pergunta|domanda|vraag)\s*(?:[-–—(（:].*)?"
)
ANSWER = re.compile(
    r"(?:answer|réponse|答案|respuesta|antwort|resposta|risposta|antwoord)\s*([1-6])(?![0-9]).*"
)
TIME = re.compile(
    r"(?:time|temps|durée|délai|l[ií]mite?|时间|時間|限时|限時|tiempo|tempo|zeit|tijd).*"
)
CORRECT = re.compile(
    r"(?:correct|bonne|right|正确|正確|richtige|juiste).*"
    r"|(?:réponse|respuesta|answer|resposta|risposta).*corr?e[ct]t?.*"
)
ANSWERS = range(1, 7)
PLAYER = re.compile(r"player|joueur|玩家|jugador|spieler")
NEEDED = ("question", "answer1", "answer2", "time", "correct")
OTHERS = frozenset(("kind", "explanation_fr", "explanation_zh", "tolerance", "weight", "tags"))


def kahoot_head(row: Sequence[str]) -> Mapping[str, int] | None:
    """Where each of Kahoot's columns stands; None if the row is not its head."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        name = _column(" ".join(cell.casefold().split()))
        if name:
            places.setdefault(name, place)
    # What players answered stands in sheets that name the players; more columns of ours are in
    # sheets that somebody made alike.
    is_other = any(PLAYER.match(cell.casefold().strip()) or _is_ours(cell) for cell in row)
    return places if all(name in places for name in NEEDED) and not is_other else None


def _is_ours(cell: str) -> bool:
    """Whether a head is one of ours that Kahoot does not have."""
    return column_of(cell) in OTHERS


def _column(word: str) -> str:
    if QUESTION.fullmatch(word):
        return "question"
    if CORRECT.fullmatch(word):
        return "correct"
    if (answer := ANSWER.fullmatch(word)) is not None:
        return f"answer{answer[1]}"
    return "time" if TIME.fullmatch(word) else ""


def read_kahoot(data: bytes) -> FileReading:
    """The questions of a Kahoot; FileRefused if there is none."""
    return read_foreign(_questions(find_rows(data, kahoot_head)))


def _questions(found: Rows) -> Iterator[ReadQuestion]:
    for number, row in found.rows:
        cells = {name: row[place].strip() for name, place in found.head.items() if place < len(row)}
        answers = [cells.get(f"answer{n}", "") for n in ANSWERS]
        # The template numbers the rows that are still empty, and gives some of them a time.
        if cells.get("question") or any(answers):
            yield _question(number, cells, answers)


def _question(row: int, cells: Mapping[str, str], answers: Sequence[str]) -> ReadQuestion:
    right = right_numbers(cells.get("correct", ""), answers)
    seconds, notes = seconds_of(cells.get("time", ""))
    draft = Draft(
        kind=Multiple.name if len(right) > 1 else Single.name,
        prompt=in_one(cells.get("question", "")),
        choices=tuple(in_one(answer) for answer in answers if answer),
        key={"right": right} if right else {},
        seconds=seconds,
    )
    return ReadQuestion(row, draft, notes=notes)


FORMAT = Format(
    name="kahoot",
    label="Kahoot",
    description=_l("Kahoot's spreadsheet of questions (.xlsx or CSV)."),
    suffixes=(".xlsx", ".csv"),
    media_types=(MEDIA_TYPE, "text/csv"),
    recognizes=lambda data: has_head(data, kahoot_head),
    read=read_kahoot,
)
