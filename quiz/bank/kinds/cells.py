"""The two cells of a question as people and spreadsheets write them, in the spelling of a key.

Numbers come with a decimal comma, grouped, in full-width digits or shortened to a power of ten;
right choices as numbers, letters, their own texts, or what a spreadsheet calls true and false.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.i18n.folding import fold
from quiz.i18n.localized import LANGUAGES, Localized

TRUE = frozenset(map(fold, ("vrai", "true", "oui", "yes", "juste", "v", "对", "正确", "是", "真")))
FALSE = frozenset(map(fold, ("faux", "false", "non", "no", "f", "错", "错误", "否", "不对", "假")))
SIGNS = {"√": True, "✓": True, "✔": True, "×": False, "✗": False, "✘": False, "x": False}

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
MINUS = re.compile("[−‒–﹣－]")
SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
POWER = re.compile(r"([+-]?[0-9]+(?:\.[0-9]+)?)e([+-]?[0-9]{1,2})")
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


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not certain of a cell; a grave one is never taken without being asked about."""

    column: str
    sentence: LazyString
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """What the two cells say in the spelling of a key, and what of it is not certain."""

    correct: str
    tolerance: str
    doubts: tuple[Doubt, ...] = ()


def plain_number(cell: str, point: str) -> str | None:
    """The plain decimal that a cell holds, or None; `point` decides about `1,852`."""
    text = _ascii(cell)
    if not text:
        return None
    power = POWER.fullmatch(_with_point(text.casefold(), ","))
    if power is not None:
        return format(Decimal(power[1]).scaleb(int(power[2])), "f")
    wide_comma = "，" in cell
    text = _with_point(text, "." if wide_comma else point)
    return text if PLAIN.fullmatch(text) else None


def number_doubts(column: str, cell: str, reading: str) -> Iterator[Doubt]:
    """What is uncertain about a number that was read: two readings, or digits that are gone."""
    text = _ascii(cell)
    if re.search(r"\de[+-]?\d", text.casefold()):
        sentence = _l(
            "“%(cell)s” was shortened by the spreadsheet; it is read as %(number)s. Check that no"
            " digit was lost.",
            cell=cell.strip(),
            number=reading,
        )
        yield Doubt(column, sentence)
    elif is_ambiguous(cell):
        sentence = _l(
            "“%(cell)s” could be %(whole)s or %(part)s; it is read as %(number)s.",
            cell=cell.strip(),
            whole=text.replace(",", ""),
            part=text.replace(",", "."),
            number=reading,
        )
        yield Doubt(column, sentence, is_grave=True)


def is_ambiguous(cell: str) -> bool:
    """Whether its comma may stand before decimals or between thousands."""
    text = _ascii(cell)
    found = re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", text)
    return found is not None and "，" not in cell


def _ascii(cell: str) -> str:
    """A number without spaces between its thousands, its digits and its minus plain.

    Superscripts and fractions are left as they are: 10² is not 102.
    """
    if any(unicodedata.category(letter) == "No" for letter in cell):
        return cell
    text = MINUS.sub("-", unicodedata.normalize("NFKC", cell)).strip()
    spaced = SPACES.sub(" ", text).replace("'", " ").replace("’", " ")
    return SPACED.sub(lambda found: found[0].replace(" ", ""), spaced).replace("- ", "-")


def _with_point(text: str, point: str) -> str:
    """The number with a point before its decimals and no signs between its thousands."""
    comma, stop = text.rfind(","), text.rfind(".")
    if comma >= 0 and stop >= 0:
        point = "," if comma > stop else "."
    elif text.count(",") > 1 or text.count(".") > 1:
        point = "." if comma >= 0 else ","
    elif stop >= 0 or not re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", text):
        # A lone point always stands before decimals, and so does a comma that cannot group.
        point = "." if stop >= 0 else ","
    group = "." if point == "," else ","
    whole, mark, part = text.partition(point)
    if group in part:
        return text
    if group in whole and not re.fullmatch(rf"[+-]?[0-9]{{1,3}}(?:\{group}[0-9]{{3}})+", whole):
        return text
    return whole.replace(group, "") + ("." + part if mark else "")


def right_choices(cell: str, choices: Sequence[Localized]) -> str:
    """The numbers of the choices that a cell names, with bars between.

    A cell that names something else is given back as it is, for the key's problems to judge.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text:
        return ""
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


def same_text(cell: str, choices: Sequence[Localized]) -> int:
    """The number of another choice that says exactly what the cell says; 0 if none does."""
    text = unicodedata.normalize("NFKC", cell).strip()
    found = ONE_CHOICE.fullmatch(text)
    named = _named(choices, text)
    return named if found is not None and named and named != _numbered(found) else 0


def _one(part: str, choices: Sequence[Localized]) -> int:
    """The number of the choice that `part` names; 0 if it names none."""
    found = ONE_CHOICE.fullmatch(part)
    number = _numbered(found) if found is not None else 0
    if number and (number <= max(len(choices), 1) or not choices):
        return number
    return _named(choices, part) or _true_or_false(part, choices) or number


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
