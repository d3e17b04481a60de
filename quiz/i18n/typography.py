"""How plain text is set for display: French spacing, Chinese punctuation kept off line starts.

What is stored stays plain; setting text that is already set changes nothing.
"""

import re

NARROW = "\u202f"
NO_BREAK = "\u00a0"
JOINER = "\u2060"
# Between two sentences; a Chinese full stop brings its own space.
GAP = {"fr": " ", "zh": ""}

SPACES = f"[ {NO_BREAK}{NARROW}]"
HIGH = re.compile(rf"(?<=\S){SPACES}+([;!?]+)|(?<=[\w»)\]”’%…])([;!?]+)(?=\s|[»)\]”]|$)")
COLON = re.compile(rf"(?<=\S){SPACES}+:|(?<=[\w»)\]”’%…]):(?=\s|$)")
OPENING = re.compile(rf"«{SPACES}*")
CLOSING = re.compile(rf"{SPACES}*»")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# A number keeps its groups of three and its unit: « 3 800 000 », « 20 cm ».
GROUPS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
UNIT = re.compile(r"(?<=\d) (?=(?:cm|mm|m|km|kg|g|s|ms|h|min|%|€)(?!\w))")
# Two years stay on one line: 1127–1279.
YEARS = re.compile(r"(?<=\d{3})–(?=\d{3})")

# Where somebody typed a plain space beside a sign that does not stand alone.
BESIDE = re.compile(r"(?<=\S) (?=[;:!?»%](?:\s|$|[»)\]”’.,]))|(?<=«) (?=\S)")

# Browsers keep the full-width signs off line starts themselves; not the dash, nor the dot that
# stands between the parts of a foreign name (约翰·罗斯金).
TIED = re.compile(rf"(?<=[^\s{JOINER}—])(?=[—·])")


def typeset(text: str, language: str) -> str:
    """`text` as it is shown in `language`."""
    return _SETTERS[language](text)


def typeset_french(text: str) -> str:
    """Narrow spaces before ; ! ?, no-break ones before : and inside « », curved apostrophes."""
    text = APOSTROPHE.sub("’", text)
    text = HIGH.sub(lambda match: NARROW + (match[1] or match[2]), text)
    text = COLON.sub(NO_BREAK + ":", text)
    text = OPENING.sub("«" + NO_BREAK, text)
    text = CLOSING.sub(NO_BREAK + "»", text)
    text = GROUPS.sub(lambda match: match[0].replace(" ", NARROW), text)
    text = YEARS.sub(f"–{JOINER}", text)
    return UNIT.sub(NO_BREAK, text)


def unbroken(text: str) -> str:
    """The same signs, none of them alone on a line: for texts that are shown as they are stored."""
    return BESIDE.sub(NO_BREAK, text)


def typeset_chinese(text: str) -> str:
    """Dashes and the dots inside names are tied to what stands before them."""
    return TIED.sub(JOINER, YEARS.sub(f"–{JOINER}", text))


_SETTERS = {"fr": typeset_french, "zh": typeset_chinese}
