"""Which characters the bytes of a text file are: the likeliest of several readings is taken.

Spreadsheets save CSV in whatever the machine's language uses, without saying so: UTF-8 or UTF-16,
GB18030 in mainland China, Big5 in Taiwan and Hong Kong, Windows-1252 in France, Mac Roman on an
older Macintosh, code page 850 as “CSV (MS-DOS)”. French and Chinese tell them apart, since a wrong
reading puts Chinese characters into French words, or rare ones everywhere.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from flask_babel import lazy_gettext as _l

from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.i18n.tables import simplified

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# In the order in which they are preferred where two readings are equally likely.
CANDIDATES = ("gb18030", "cp1252", "big5hkscs", "cp950", "mac-roman", "cp850")
# GB18030 hardly ever passes for UTF-8 for as many characters as this.
SURELY_UTF8 = 8
# Characters that are looked at; a spreadsheet shows what it is long before.
SAMPLE = 20_000

FRENCH = frozenset("àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛŒ")
# French has them in a few names and words.
RARE = frozenset("äöüÿæáíóúñÄÖÜŸÆÁÍÓÚÑ")
MARKS_OF_BOTH = frozenset("’‘“”«»–—…·•°²³×±€§№½¼¾−\u00a0\u202f\u2009\ufeff")
# The first level of GB 2312 has the 3,755 characters of everyday Chinese: its lead bytes.
EVERYDAY = range(0xB0, 0xD8)
HANZI = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇]")


def decoded(data: bytes) -> str:
    """The text of `data` without its byte order mark; FileRefused where no reading makes sense."""
    encoding = encoding_of(data)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        reason = _l(
            "The file cannot be read from here on: it was cut off or damaged. Save it again as"
            " “CSV UTF-8”."
        )
        row = data[: error.start].decode(error.encoding).count("\n") + 1
        raise FileRefused([FileError(reason, row=row)]) from None


def encoding_of(data: bytes) -> str:
    """The encoding that `data` is most likely in."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data[:1_000]:
        # Separators and line ends have an empty byte beside them, before or after.
        return "utf-16-be" if data[:1_000:2].count(0) > data[1:1_000:2].count(0) else "utf-16-le"
    return "utf-8" if _is_utf8(data) else _likeliest(data)


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8, be it damaged: read as GB18030 it would be accepted as nonsense."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return sum(not letter.isascii() for letter in before) >= SURELY_UTF8
    return True


def _likeliest(data: bytes) -> str:
    scores = {name: likelihood(text) for name in CANDIDATES if (text := _tried(data, name))}
    return max(scores, key=lambda name: scores[name])


def _tried(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def likelihood(text: str) -> float:
    """How much like French and Chinese the text reads, from −1 (nonsense) to 1."""
    gained = seen = 0.0
    for before, letter, after in _neighbours(text[:SAMPLE]):
        if not letter.isascii():
            # A Chinese character stands for two bytes, a letter for one.
            weight = 2 if is_hanzi(letter) else 1
            gained += weight * _sense(before, letter, after)
            seen += weight
    return gained / seen if seen else 0.0


def _neighbours(text: str) -> Iterator[tuple[str, str, str]]:
    return zip(" " + text, text, text[1:] + " ", strict=False)


def _sense(before: str, letter: str, after: str) -> float:
    """How well one character beyond ASCII stands between its neighbours."""
    if letter in FRENCH or letter in RARE:
        # A capital inside a word, or a letter among others of its kind, is no French.
        odd = letter.isupper() and before.islower()
        lonely = not (_is_latin(before) or _is_latin(after) or {before, after} <= set(" \r\n,;\t"))
        return -1.0 if odd or lonely else 1.0 if letter in FRENCH else 0.3
    if letter in MARKS_OF_BOTH:
        return 0.4
    if is_hanzi(letter):
        if (before.isascii() and before.islower()) or (after.isascii() and after.islower()):
            return -1.0
        return 1.0 if is_everyday(letter) else -0.4
    return 0.5 if _is_wide(letter) else -1.0


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def is_hanzi(letter: str) -> bool:
    """Whether it is a Chinese character."""
    return HANZI.fullmatch(letter) is not None


def count_hanzi(text: str) -> int:
    """How many Chinese characters a text has."""
    return 0 if text.isascii() else len(HANZI.findall(text))


@lru_cache(maxsize=8_192)
def is_everyday(letter: str) -> bool:
    """Whether a Chinese character, or the simplified one for it, is one that everybody knows."""
    plain = simplified(letter)
    code = plain.encode("gb18030") if len(plain) == 1 else b""
    return len(code) == 2 and code[0] in EVERYDAY and code[1] >= 0xA1


def _is_wide(letter: str) -> bool:
    """Whether it is Chinese punctuation or a full-width sign."""
    return "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uffe5"
