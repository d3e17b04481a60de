"""Characters that nobody sees and no text needs: they come along when text is copied. Pure."""

import re

# Soft hyphens, zero-width spaces, marks of direction, joiners of words, fillers, stray byte order
# marks; a joiner stays between two pictures, which it makes one.
PICTURE = "\u2600-\u27bf\U0001f000-\U0001faff"
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0]"
    f"|(?<![{PICTURE}\ufe0f])\u200d|\u200d(?![{PICTURE}])"
)
# A line's end, however a program writes it.
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def without_invisible(text: str) -> str:
    """`text` with plain line ends and nothing that cannot be seen."""
    return text if text.isascii() and text.isprintable() else _seen(text)


def _seen(text: str) -> str:
    return INVISIBLE.sub("", LINE_END.sub("\n", text))
