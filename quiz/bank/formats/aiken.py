"""Aiken, the plainest of Moodle's formats: a question, its choices by letter, the right letter.

As https://docs.moodle.org/en/Aiken_format has it; translated help pages translate its keyword.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileReading, Format, LeftOut, ReadQuestion
from quiz.bank.formats.beginnings import first_characters, is_own_sheet
from quiz.bank.formats.decoding import decoded
from quiz.bank.formats.foreign import in_one, left_out, read_foreign
from quiz.bank.kinds.single import Single
from quiz.bank.rules import Draft

ANSWER = re.compile(r"(?:ANSWER|RÉPONSE|REPONSE|正确答案|答案)\s*[:：]\s*(.*)", re.IGNORECASE)
CHOICE = re.compile(r"([A-ZＡ-Ｚ])\s*[.)、．）]\s*(.*)", re.DOTALL)
FIRST_CHOICE = re.compile(r"^[ \t]*[AＡ]\s*[.)、．）]", re.MULTILINE)
FIRST_ANSWER = re.compile(rf"^[ \t]*{ANSWER.pattern}", re.MULTILINE | re.IGNORECASE)

NO_QUESTION = _l("Choices stand here without a question before them.")
FEW_CHOICES = _l("A question of this format has at least two choices.")
NO_ANSWER = _l("The line that says the right answer is missing.")
OTHER_ANSWER = _l("The right answer is none of the choices.")


@dataclass(slots=True)
class AikenEntry:
    """The lines of one question: what is asked, its choices by letter, what is right."""

    row: int
    prompt: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    answer: str | None = None


def is_aiken(data: bytes) -> bool:
    """Whether it has choices by letter, and a line that names the right one."""
    start = first_characters(data)
    found = FIRST_CHOICE.search(start) and FIRST_ANSWER.search(start)
    return bool(found) and not is_own_sheet(data)


def read_aiken(data: bytes) -> FileReading:
    """The questions of an Aiken file; FileRefused if there is none."""
    return read_foreign(map(_question, _entries(decoded(data))))


def _entries(text: str) -> Iterator[AikenEntry]:
    entry: AikenEntry | None = None
    is_after_gap = False
    for row, line in enumerate(map(str.strip, text.splitlines()), 1):
        if not line:
            is_after_gap = True
            continue
        if entry is not None and entry.choices and is_after_gap and _is_words(line):
            yield entry
            entry = None
        entry = entry or AikenEntry(row)
        _take(entry, line)
        is_after_gap = False
        if entry.answer is not None:
            yield entry
            entry = None
    if entry is not None:
        yield entry


def _is_words(line: str) -> bool:
    """Whether it is neither a choice nor the answer: the next question, where one may begin."""
    return ANSWER.fullmatch(line) is None and CHOICE.fullmatch(line) is None


def _take(entry: AikenEntry, line: str) -> None:
    if (answer := ANSWER.fullmatch(line)) is not None:
        entry.answer = answer[1].strip()
    elif (choice := CHOICE.fullmatch(line)) is not None:
        entry.choices.setdefault(_letter(choice[1]), []).append(choice[2])
    elif entry.choices:
        next(reversed(entry.choices.values())).append(line)
    else:
        entry.prompt.append(line)


def _letter(sign: str) -> str:
    """The plain letter, also of a full-width one."""
    return sign if sign.isascii() else chr(ord(sign) - ord("Ａ") + ord("A"))


def _question(entry: AikenEntry) -> ReadQuestion | LeftOut:
    reasons = tuple(_reasons(entry))
    choices = [in_one(" ".join(lines)) for lines in entry.choices.values()]
    if reasons:
        text = " ".join(entry.prompt) or " ".join(choice.fr for choice in choices)
        return left_out(entry.row, text or (entry.answer or ""), *reasons)
    right = list(entry.choices).index(_answer_letter(entry)) + 1
    prompt = in_one("\n".join(entry.prompt))
    draft = Draft(kind=Single.name, prompt=prompt, choices=tuple(choices), key={"right": [right]})
    return ReadQuestion(entry.row, draft)


def _reasons(entry: AikenEntry) -> Iterator[LazyString]:
    """Why the lines are no question."""
    if not entry.prompt:
        yield NO_QUESTION
    elif len(entry.choices) < 2:
        yield FEW_CHOICES
    if entry.answer is None:
        yield NO_ANSWER
    elif _answer_letter(entry) not in entry.choices:
        yield OTHER_ANSWER


def _answer_letter(entry: AikenEntry) -> str:
    """The letter that is named, if it is one: `B`, `b`, `B.` or `B)`."""
    found = re.fullmatch(r"([A-Za-zＡ-Ｚ])\s*[.)、．）]?", entry.answer or "")
    return "" if found is None else _letter(found[1].upper())


FORMAT = Format(
    name="aiken",
    label="Aiken",
    description=_l("Moodle's plain format Aiken (.txt)."),
    suffixes=(".txt",),
    media_types=("text/plain",),
    recognizes=is_aiken,
    read=read_aiken,
)
