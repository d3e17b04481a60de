"""Questions of other programs, made ours: in one language or both, judged one by one.

A question with a gap or with a text that is too long is taken as a draft: a bank keeps it until
somebody has mended it. What has no counterpart is left out and named, and the others are taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.base import FileDoubt, FileReading, LeftOut, ReadQuestion
from quiz.bank.formats.cells import whole_cell
from quiz.bank.formats.damage import doubts_of
from quiz.bank.formats.languages import is_neither, likely_language, placed
from quiz.bank.formats.questions import SECONDS
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.kinds.cells import right_choices
from quiz.bank.kinds.registry import canonical, problems
from quiz.bank.rules import SECONDS as ALLOWED_SECONDS
from quiz.bank.rules import Draft, Problem, fingerprint
from quiz.i18n.localized import LANGUAGES, Localized

MOST_QUESTIONS = 5_000
FIRST_WORDS = 120
# Numbers of columns, however they are listed; a spreadsheet's 3.0 is 3.
NUMBERS = re.compile(r"[0-9\s.,;|/&+、，；]*[0-9][0-9\s.,;|/&+、，；]*")
NUMBER = re.compile(r"[0-9]{1,6}")
DECIMALS = re.compile(r"(?<=[0-9])\.0+(?![0-9])")
KEY = ("correct", "tolerance")


def in_one(text: str) -> Localized:
    """A text whose language the file does not say."""
    return Localized(fr=text)


def left_out(row: int, text: str, *reasons: LazyString) -> LeftOut:
    """What has no counterpart, or is no question, with every reason."""
    return LeftOut(row, first_words(text), tuple(FileError(reason, row) for reason in reasons))


def unsupported(row: int, text: str, kind: LazyString | str) -> LeftOut:
    """A question of a kind that we do not have, under the name which its program gives it."""
    reason = _l("Questions of the kind “%(kind)s” have no counterpart here.", kind=kind)
    return left_out(row, text, reason)


def first_words(text: str) -> str:
    """As much of a text as is needed to find it again."""
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[:FIRST_WORDS] + "…"


def read_foreign(found: Iterable[ReadQuestion | LeftOut]) -> FileReading:
    """The reading of a file that holds these questions.

    Texts of a file in one language stand in the first of ours, wherever they belong. FileRefused
    where there is no question, or where there are too many.
    """
    questions: list[ReadQuestion] = []
    refused: list[LeftOut] = []
    for each in found:
        if isinstance(each, LeftOut):
            refused.append(each)
        else:
            questions.append(each)
        if len(questions) + len(refused) > MOST_QUESTIONS:
            reason = _l("The file has more than %(most)s questions.", most=MOST_QUESTIONS)
            raise FileRefused([FileError(reason)])
    if not questions and not refused:
        raise FileRefused([FileError(_l("There is no question in this file."))])
    return judged(questions, refused, _language_of(questions))


def in_language(reading: FileReading, language: str) -> FileReading:
    """The reading of a file in one language, which is that one: a person knows better."""
    if not reading.language or reading.language == language:
        return reading
    again = (left.question for left in reading.left_out if left.question is not None)
    final = (left for left in reading.left_out if left.question is None)
    found = judged((*reading.questions, *again), final, language)
    return replace(found, format=reading.format)


def judged(
    questions: Iterable[ReadQuestion], refused: Iterable[LeftOut], language: str
) -> FileReading:
    """The reading of questions whose texts are in that language; in both, if it is empty."""
    taken: list[ReadQuestion] = []
    left = list(refused)
    doubts: list[FileDoubt] = []
    for question in sorted(questions, key=lambda question: question.row):
        read = with_possible_key(question, canonical(placed(question.draft, language)))
        wrong = [problem for problem in problems(read.draft) if not problem.gap]
        if not all(map(_is_mendable, wrong)) or not read.draft.prompt:
            left.append(_refused(read, wrong))
            continue
        taken.append(read)
        doubts += [FileDoubt(FileError(note, read.row)) for note in read.notes]
        doubts += [FileDoubt(_place(problem, read.row)) for problem in wrong]
        doubts += _doubts(read.row, read.draft)
    doubts += _repeated(taken)
    if language and is_neither(question.draft.prompt.in_(language) for question in taken):
        reason = _l("These texts seem to be neither French nor Chinese.")
        doubts.insert(0, FileDoubt(FileError(reason)))
    left.sort(key=lambda question: question.row)
    return FileReading(
        tuple(taken),
        tuple(doubts),
        left_out=tuple(left),
        language=language,
        is_judged=True,
    )


def _language_of(questions: Iterable[ReadQuestion]) -> str:
    """The language of a file's texts; empty where it has texts in both."""
    drafts = [question.draft for question in questions]
    if any(draft.prompt.zh for draft in drafts):
        return ""
    return likely_language(
        text.fr for draft in drafts for text in (draft.prompt, *draft.choices, draft.explanation)
    )


def with_possible_key(question: ReadQuestion, draft: Draft) -> ReadQuestion:
    """The question as `draft`; without its key, if that is wrong: its author says it once more."""
    wrong = [problem for problem in problems(draft) if not problem.gap and problem.field in KEY]
    if not wrong or not draft.key:
        return replace(question, draft=draft)
    notes = (*question.notes, *(problem.sentence for problem in wrong))
    return replace(question, draft=replace(draft, key={}), notes=notes)


def _is_mendable(problem: Problem) -> bool:
    """Whether it is about a text in one language, which its author can shorten in the bank."""
    return bool(problem.language)


def _place(problem: Problem, row: int) -> FileError:
    return FileError(problem.sentence, row, problem.column, problem.language)


def _refused(question: ReadQuestion, wrong: Iterable[Problem]) -> LeftOut:
    errors = tuple(_place(problem, question.row) for problem in wrong)
    texts = (text.in_(LANGUAGES[0]) for text in (question.draft.prompt, *question.draft.choices))
    text = first_words(next(filter(None, texts), ""))
    return LeftOut(question.row, text, errors, question, question.partner)


def _doubts(row: int, draft: Draft) -> Iterator[FileDoubt]:
    """What looks wrong with the texts: letters that were lost, or another language."""
    texts = {"prompt": draft.prompt, "explanation": draft.explanation}
    texts |= {f"choice{number}": choice for number, choice in enumerate(draft.choices, 1)}
    for column, text in texts.items():
        for language in LANGUAGES:
            written = getattr(text, language)
            other = text.fr if language == "zh" else ""
            # Without its other language a Chinese text without characters may be a name or a year.
            if not written or (language == "zh" and written.isascii() and not other):
                continue
            for doubt in doubts_of(f"{column}_{language}", language, written, other):
                place = FileError(doubt.sentence, row, doubt.column, language)
                yield FileDoubt(place, doubt.is_grave, doubt.is_ruined)


def _repeated(questions: Iterable[ReadQuestion]) -> Iterator[FileDoubt]:
    """Questions that the file has twice: they are taken once."""
    first: dict[str, int] = {}
    for question in questions:
        mark = fingerprint(question.draft)
        if mark in first:
            reason = _l("This is the question of row %(row)s again.", row=first[mark])
            yield FileDoubt(FileError(reason, question.row))
        first.setdefault(mark, question.row)


def seconds_of(cell: str) -> tuple[int, tuple[LazyString, ...]]:
    """The seconds that a cell says, the usual ones where it says none; and what is said of it."""
    seconds = whole_cell(cell, ".") if cell.strip() else SECONDS
    if seconds in ALLOWED_SECONDS:
        return seconds, ()
    note = _l("“%(cell)s” is no time to answer; it gets %(usual)s s.", cell=cell, usual=SECONDS)
    return SECONDS, (note,)


def right_numbers(cell: str, answers: Sequence[str]) -> list[int]:
    """The right ones among the answers that are filled, which a cell names by their columns.

    0, which none is, stands for a column that is not filled.
    """
    filled = [place for place, answer in enumerate(answers, 1) if answer]
    if NUMBERS.fullmatch(cell):
        named = {int(number) for number in NUMBER.findall(DECIMALS.sub("", cell))}
        return sorted({filled.index(place) + 1 if place in filled else 0 for place in named})
    found = right_choices(cell, tuple(in_one(answer) for answer in answers if answer))
    return [int(part) for part in found.split("|")] if NUMBERS.fullmatch(found) else []
