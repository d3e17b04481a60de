"""How spreadsheets of each language read a text file, and how a text stays a text in them. Pure.

Excel makes dates of `3 mars` and `1-2`, numbers of `1e5` and `007`, truth values of `Vrai`, and
calculates what begins with =, +, - or @. An apostrophe before such a text keeps it as it is.
"""

import re
import unicodedata

from babel.numbers import get_decimal_symbol

from quiz.i18n.localized import LANGUAGES

# Says that the file is UTF-8; without it Excel takes it for the machine's own characters.
MARK = "\ufeff"
SEPARATORS = {"fr": ";", "zh": ","}
GUARD = "'"

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MONTHS = (
    *("janvier", "janv", "février", "fevrier", "févr", "fevr", "mars", "avril", "avr", "mai"),
    *("juin", "juillet", "juil", "août", "aout", "septembre", "sept", "octobre", "oct"),
    *("novembre", "nov", "décembre", "decembre", "déc", "dec", "january", "jan", "february"),
    *("feb", "march", "mar", "april", "apr", "may", "june", "jun", "july", "jul", "august", "aug"),
    *("september", "sep", "october", "november", "december"),
)
TRUTHS = frozenset(("vrai", "faux", "true", "false"))
# A number with its groups, its sign of money or its power of ten.
FIGURES = re.compile(r"(?!')(?=.*\d)[\d\s.,()%€$¥£’'*+]+(?:e[+-]?\d+)?[\s%€$¥£]*", re.IGNORECASE)
HOUR = re.compile(r"\d{1,2}\s*:\s*\d{1,2}(?:\s*:\s*[\d.,]+)?\s*(?:[ap]m)?", re.IGNORECASE)
# Two or three numbers, of which one could be a month: 3/4, 2020-12, 1.5.20.
PARTS = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,4})(?:\s*[-/.]\s*(\d{1,4}))?(?:\s+[\d:]+)?")
DATE = re.compile(
    rf"[\s\d.,/:-]*(?:\d(?:er|st|nd|rd|th)?)?[\s.,/-]*(?:{'|'.join(MONTHS)})[\s\d.,/:-]*",
    re.IGNORECASE,
)
CHINESE_DATE = re.compile(r"[\s\d:]*(?:\d+\s*(?:年|月|日|号|时|分|秒|点)\s*)+[\d:\s]*")
MONTH = range(1, 13)
LONGEST_FIGURE = 40
# More digits than these are rounded off.
DIGITS = 15
# Enough of a text to know a formula by.
START = 200
# What stands where a spreadsheet could not calculate, or where a column was too narrow.
FAILED = re.compile(
    r"#(?:[A-ZÀ-Ý0-9/_]+[!?]|N/?A|GETTING_DATA|[\u4e00-\u9fff/]+[!?])|#{3,}|Err ?:\s?\d{3}"
)
# A function, a cell, another sheet, or nothing but figures and signs.
CALCULATION = re.compile(
    r"=\s*[-+@(]*\s*(?:[^\W\d][\w.]*\s*\(|\$?[A-Za-z]{1,3}\$?\d{1,7}(?!\w)|'[^']*'!|[\d\s.,;:+*/^()%-]+$)"
)


def stays_text(text: str, language: str) -> bool:
    """Whether a spreadsheet of that language shows `text`, and saves it again, as it stands."""
    if is_failed(text) or is_formula(text) or _is_calculated(text):
        return False
    return not _is_converted(text, get_decimal_symbol(language))


def guarded(text: str, language: str) -> str:
    """`text` so that it stays a text there; `unguarded` gives it back."""
    return GUARD + text if not stays_text(text, language) or is_guarded(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that was written by `guarded`, for whichever language."""
    return cell[1:] if is_guarded(cell) else cell


def is_guarded(text: str) -> bool:
    """Whether `unguarded` takes an apostrophe away from it."""
    if not text.startswith(GUARD):
        return False
    rest = text.lstrip(GUARD)
    return not all(stays_text(rest, language) for language in LANGUAGES)


def is_failed(text: str) -> bool:
    """Whether it is an error that a spreadsheet wrote into a cell: #NOM?, #REF!, ######."""
    return FAILED.fullmatch(_plain(text)) is not None


def is_formula(text: str) -> bool:
    """Whether it is a formula and not its result: =SI(…)."""
    return CALCULATION.match(_plain(text[:START])) is not None


def _plain(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def _is_calculated(text: str) -> bool:
    # Full-width signs are signs too for the spreadsheets of those who type them.
    first = unicodedata.normalize("NFKC", text.lstrip(" \u3000")[:1])
    return text.startswith(FORMULA) or first.startswith(FORMULA)


def _is_converted(text: str, point: str) -> bool:
    """Whether it would be taken for a number, a date or a truth value, and be written otherwise."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST_FIGURE:
        return False
    if plain.casefold() in TRUTHS:
        return True
    if FIGURES.fullmatch(plain):
        return not _is_plain_number(text, point)
    return any(letter.isdigit() for letter in plain) and _is_moment(plain)


def _is_moment(plain: str) -> bool:
    """Whether it would be taken for a day or an hour."""
    parts = PARTS.fullmatch(plain)
    if parts is not None:
        return any(part and int(part) in MONTH for part in parts.groups())
    return any(form.fullmatch(plain) for form in (HOUR, DATE, CHINESE_DATE))


def _is_plain_number(text: str, point: str) -> bool:
    """Whether a spreadsheet writes this number as it reads it."""
    found = re.fullmatch(rf"(?:0|[1-9][0-9]*)(?:{re.escape(point)}[0-9]*[1-9])?", text)
    return found is not None and sum(letter.isdigit() for letter in text) <= DIGITS
