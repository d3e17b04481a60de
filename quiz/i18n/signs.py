"""The signs that people type for one another, and the ones that nobody sees. Pure.

One table for everything that is folded (`i18n.folding`) or read (`i18n.numerals`).
"""

import unicodedata
from functools import cache

from quiz.i18n.tables import radicals

APOSTROPHES = "'\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u00b4`\uff07\uff40\u2032\ua78c"
DOTS = "\u00b7\u22c5\u2219\u30fb\uff65\u2022\u2027\u0387\u1427\u2e31\u2e33\u16eb\u25cf\u25e6"
# Unicode's own dashes, and what is typed for one: minus signs, a bullet, lines of a frame.
DASHES = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015"
    "\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010ead"
    "\u2212\u02d7\u2043\u2796\u2500\u2501\u207b\u208b"
)
WAVES = "~\u223c\uff5e\u02dc\u301c\u3030\u2248"
# They count as letters, marks or symbols, and are blank on a screen.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u034f"
APOSTROPHE, DOT, DASH = "'", "\u00b7", "-"


def plain_signs(text: str) -> str:
    """`text` in Unicode's compatibility form, every sign as the one that it is typed for.

    Width, ligatures and radicals that stand for characters are gone; what is invisible is left
    out; apostrophes, dots and dashes are one each. Capitals and accents stay.
    """
    if text.isascii():
        return text.replace("`", APOSTROPHE)
    # First the signs: Unicode takes an acute accent that stands alone for a space with a mark.
    signs = _signs()
    return unicodedata.normalize("NFKC", text.translate(signs)).translate(signs)


def plain_width(text: str) -> str:
    """`text` composed, without what is invisible, and with full-width signs as ordinary ones."""
    return visible(unicodedata.normalize("NFC", text.translate(_width())))


def visible(text: str) -> str:
    """`text` without format controls and without what is blank but no space."""
    return text if text.isascii() else text.translate(VISIBLE)


class VisibleSigns(dict[int, int | None]):
    """For `str.translate`: each sign as it is, nothing for what is unseen; it learns as it goes."""

    def __missing__(self, code: int) -> int | None:
        is_unseen = chr(code) in BLANKS or unicodedata.category(chr(code)) == "Cf"
        known = self[code] = None if is_unseen else code
        return known


VISIBLE = VisibleSigns()


class Signs(dict[int, str | None]):
    """For `str.translate`: each sign as the one that it is typed for, nothing for what is unseen.

    It learns as it goes, which is faster than to look at every sign of a text.
    """

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        known = self[code] = visible(sign) or None
        return known


@cache
def _signs() -> Signs:
    alike = {APOSTROPHE: APOSTROPHES, DOT: DOTS, DASH: DASHES}
    signs: dict[int, str | None] = {
        ord(sign): plain for plain, typed in alike.items() for sign in typed
    }
    return Signs(signs | radicals())


@cache
def _width() -> dict[int, str]:
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return wide | {0x3000: " ", 0x3002: ".", 0xFF61: "."}
