"""The two cells of a question as people and spreadsheets write them, in the spelling of a key.

Numbers come with a decimal comma, grouped, in full-width digits or shortened to a power of ten;
right choices as numbers, letters, their own texts, or what a spreadsheet calls true and false.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.i18n.folding import fold
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.i18n.reader import figures_for_reader
from quiz.i18n.readings import DECIMAL_MARKS, readings
from quiz.i18n.signs import plain_width

TRUE = frozenset(map(fold, ("vrai", "true", "oui", "yes", "juste", "v", "对", "正确", "是", "真")))
FALSE = frozenset(map(fold, ("faux", "false", "non", "no", "f", "错", "错误", "否", "不对", "假")))
SIGNS = {"√": True, "✓": True, "✔": True, "×": False, "✗": False, "✘": False, "x": False}

PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# A comma before three digits stands before decimals in one country, between thousands in another.
AMBIGUOUS = re.compile(r"([+-]?[1-9][0-9]{0,2}),([0-9]{3})")
SHORTENED = re.compile(r"[0-9]\s*[eE]\s*[+-]?[0-9]")
# What stands before and after the number or the letter of a choice.
ONE_CHOICE = re.compile(
    r"(?:choix|choice|réponse|reponse|option|proposition|选项|答案|第)?\s*(?:n[°o]\s*)?"
    r"(?:([0-9]{1,2})(?:[.,]0+)?|([a-z]))\s*(?:项|个|选项)?\s*[.)、:]?",
    re.IGNORECASE,
)
# As our own files write them.
NUMBERS = re.compile(r"[0-9]{1,2}(?:\s*\|\s*[0-9]{1,2})*")
BETWEEN = re.compile(r"\s*(?:[|;,、/&+\n]|\bet\b|\band\b|\bou\b|和|及|与)\s*|\s+")
LETTERS = "abcdefghij"
# Longer than any list of six choices.
LONGEST = 1_200
# How Chinese counts what has no letters.
IN_ORDER = ("一二三四五六", "甲乙丙丁戊己")
FRENCH, CHINESE = LANGUAGES


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain of a cell; a grave one is never taken without being asked about.

    One that `is_ruined` lost letters before it came here.
    """

    column: str
    sentence: LazyString
    is_grave: bool = False
    is_ruined: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """What the two cells say in the spelling of a key, and what of it is not certain."""

    correct: str
    tolerance: str
    doubts: tuple[Doubt, ...] = ()


def number_readings(cell: str, point: str) -> tuple[str, ...]:
    """The plain decimals that a cell may hold, the likeliest first; none if it holds no number.

    A point alone stands before decimals, as in our own files; else it is read as a person of that
    language writes it.
    """
    text = plain_width(cell).strip()
    if PLAIN.fullmatch(text):
        return (text,)
    comma = AMBIGUOUS.fullmatch(text)
    if comma is None:
        return readings(cell, FRENCH if point == DECIMAL_MARKS[FRENCH] else CHINESE)
    whole, part = comma[1] + comma[2], f"{comma[1]}.{comma[2]}"
    if "，" in cell:
        # A full-width comma stands between thousands: Chinese writes a point before decimals.
        return (whole,)
    return (part, whole) if point == "," else (whole, part)


def number_doubts(column: str, cell: str, point: str) -> Iterator[Doubt]:
    """What is uncertain about a number: several readings, words, or digits that may be gone."""
    found = number_readings(cell, point)
    facts = {"cell": cell.strip(), "number": figures_for_reader(found[:1])}
    if len(found) > 1:
        sentence = _l(
            "“%(cell)s” can be read as %(numbers)s; %(number)s is taken.",
            numbers=figures_for_reader(found),
            **facts,
        )
        yield Doubt(column, sentence, is_grave=True)
    elif found and SHORTENED.search(cell):
        sentence = _l(
            "“%(cell)s” was shortened by the spreadsheet; it is read as %(number)s. Check that no"
            " digit was lost.",
            **facts,
        )
        yield Doubt(column, sentence)
    elif found and any(letter.isalpha() for letter in cell):
        yield Doubt(column, _l("“%(cell)s” is read as %(number)s.", **facts))


def right_choices(cell: str, choices: Sequence[Localized]) -> str:
    """The numbers of the choices that a cell names, with bars between.

    A cell that names something else is given back as it is, for the key's problems to judge.
    """
    text = _plain_text(cell) if len(cell) <= LONGEST else ""
    if not text:
        return cell if cell.strip() else ""
    if NUMBERS.fullmatch(text):
        numbers = [int(part) for part in text.split("|")]
        if not choices or max(numbers) <= len(choices):
            return _joined(numbers)
    # A cell that holds one choice's own text is that choice, whatever signs the text has.
    whole = _one(text, choices)
    if whole:
        return str(whole)
    if re.fullmatch(r"[a-j]{2,10}", text, re.IGNORECASE) and len(set(text.lower())) == len(text):
        return _joined(_letter(letter) for letter in text)
    for split in (re.compile(r"\s*[|;\n]\s*"), BETWEEN):
        parts = [part for part in split.split(text) if part]
        named = [_one(part, choices) for part in parts]
        if named and all(named):
            return _joined(named)
    return cell


def _plain_text(cell: str) -> str:
    """A cell without brackets around it; signs such as ① stand for themselves."""
    parts = (
        f" {unicodedata.normalize('NFKC', sign)} " if unicodedata.category(sign) == "No" else sign
        for sign in cell
    )
    return unicodedata.normalize("NFKC", "".join(parts)).strip().strip("[](){}").strip()


def same_text(cell: str, choices: Sequence[Localized]) -> int:
    """The number of another choice that says exactly what the cell says; 0 if none does."""
    text = unicodedata.normalize("NFKC", cell[:LONGEST]).strip()
    found = ONE_CHOICE.fullmatch(text)
    named = _named(choices, text)
    return named if found is not None and named and named != _numbered(found) else 0


def _one(part: str, choices: Sequence[Localized]) -> int:
    """The number of the choice that `part` names; 0 if it names none."""
    found = ONE_CHOICE.fullmatch(part)
    number = _numbered(found) if found is not None else 0
    if number and (number <= max(len(choices), 1) or not choices):
        return number
    by_order = next((row.find(part) + 1 for row in IN_ORDER if len(part) == 1 and part in row), 0)
    return _named(choices, part) or _true_or_false(part, choices) or by_order or number


def _numbered(found: re.Match[str]) -> int:
    return int(found[1]) if found[1] else _letter(found[2])


def _letter(letter: str) -> int:
    return LETTERS.find(letter.lower()) + 1


def _named(choices: Sequence[Localized], text: str) -> int:
    """The number of the only choice that says `text` in some language; 0 if it is not one."""
    wanted = fold(text)
    found = {
        number
        for number, choice in enumerate(choices, 1)
        if wanted and wanted in {fold(getattr(choice, language)) for language in LANGUAGES}
    }
    return found.pop() if len(found) == 1 else 0


def _true_or_false(part: str, choices: Sequence[Localized]) -> int:
    """The choice that says true, or false, where a spreadsheet's truth value names it."""
    folded = fold(part)
    truth = SIGNS.get(
        part.casefold(), True if folded in TRUE else False if folded in FALSE else None
    )
    if truth is None:
        return 0
    meant = TRUE if truth else FALSE
    found = [
        number
        for number, choice in enumerate(choices, 1)
        if {fold(choice.fr), fold(choice.zh)} & meant
    ]
    return found[0] if len(found) == 1 else 0


def _joined(numbers: Iterator[int] | Sequence[int]) -> str:
    return "|".join(str(number) for number in sorted(set(numbers)))
