"""Characters that nobody sees and no text needs: they come along when text is copied. Pure."""

import re
import unicodedata

from quiz.i18n.signs import BLANKS, visible

# A joiner stays between two pictures, which it makes one.
PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
JOINER = "\u200d"
JOINED = re.compile(f"(?<=[{PICTURE}\ufe0f]){JOINER}(?=[{PICTURE}])")
BLANK = re.compile(f"[{BLANKS}]")
# A line's end, however a program writes it.
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def without_invisible(text: str) -> str:
    """`text` with plain line ends and nothing that cannot be seen."""
    # What can be printed has no controls and no ends of lines: most texts are known by that.
    if text.isprintable() and BLANK.search(text) is None:
        return text
    return JOINER.join(visible(part) for part in JOINED.split(LINE_END.sub("\n", text)))


def has_invisible(text: str) -> bool:
    """Whether `without_invisible` leaves out more than ways to end a line."""
    return without_invisible(text) != LINE_END.sub("\n", text)


def has_control(text: str) -> bool:
    """Whether `text` has a control character, or half of one that is made of two."""
    # What can be printed has none: most texts are known by that alone.
    if text.isprintable():
        return False
    return any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)
