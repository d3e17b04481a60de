"""Signs that a text was ruined before it came to us, or stands in the column of another language.

Programs that lack a letter write a question mark; a file that was read in a wrong encoding and
saved again holds wrong letters for good. Nothing of that can be mended here, only noticed.
"""

import re
from collections.abc import Callable, Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.decoding import count_hanzi, is_everyday, is_hanzi, likelihood
from quiz.bank.kinds.cells import Doubt

# Where an address stands, its question mark belongs there.
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
REPLACED = "\ufffd"
LOWER, UPPER = "a-zß-öø-ÿœ", "A-ZÀ-ÖØ-ÞŒ"
IN_A_WORD = re.compile(
    rf"[{LOWER}{UPPER}]\?+[{LOWER}]|[{UPPER}]\?+[{UPPER}]|(?:^|(?<=[\s’'(«-]))\?+[{LOWER}{UPPER}]"
)
BETWEEN_WORDS = re.compile(rf"[{LOWER}] \? [{LOWER}]")
CHINESE_RUN = re.compile(r"\?{2,}")
# What is left of characters that an encoding lacked, or of memory that held nothing.
NONSENSE = re.compile("锟斤|斤拷|烫烫烫|屯屯屯|锘縕")
# UTF-8 read as Windows-1252: é is Ã©, « is Â«, ’ is â€™.
MISREAD = re.compile("Ã[\xa0-\xbfŒœŠšŸŽžƒˆ˜–-›€™]|Â[\xa0-\xbf]|â€[™œž\x9d¦“”]")
HAN_IN_A_WORD = re.compile(rf"[{LOWER}][\u3400-\u9fff]|[\u3400-\u9fff][{LOWER}]")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
ACCENTED = re.compile("[À-ÿŒœŠšŸŽžƒ]")
# A word that is no abbreviation: what has none may be alike in every language.
LATIN_WORD = re.compile(rf"(?![A-ZÀ-ÞŒ]+\b)[{LOWER}{UPPER}]{{3,}}")
# Fewer bytes than these may be read in two ways by chance.
SURE_BYTES = 6
MOSTLY = 0.7
SURE_HAN = 10
EVERYDAY_SHARE = 0.6
SHORT = 60
SUSPECT = re.compile(
    "|".join((REPLACED, IN_A_WORD.pattern, r"\?\?", HAN_IN_A_WORD.pattern, MISREAD.pattern))
)


def doubts_of(column: str, language: str, text: str, other: str = "") -> Iterator[Doubt]:
    """What looks wrong with a text of that language, "" if it may be in either.

    `other` is the same text in the other language: marks and figures are alike in both.
    """
    bare = ADDRESS.sub(" ", text) if "://" in text or "www." in text else text
    if REPLACED in bare or _has_lost(bare, language):
        sentence = _l(
            "Letters were lost before this file was saved: “%(text)s”.", text=_short(text)
        )
        yield Doubt(column, sentence, is_grave=True, is_ruined=True)
    elif _was_misread(bare, language):
        sentence = _l(
            "This text was read in a wrong encoding and saved like that: “%(text)s”.",
            text=_short(text),
        )
        yield Doubt(column, sentence, is_grave=True, is_ruined=True)
    elif (oddity := _oddity(bare, language, is_same=text == other)) is not None:
        yield Doubt(column, oddity(_short(text)))


def _oddity(text: str, language: str, *, is_same: bool) -> Callable[[str], LazyString] | None:
    """What may be meant, and may be a mistake; the sentence quotes what it is given."""
    han = count_hanzi(text)
    if language == "fr" and han:
        return lambda quoted: _l("This French text holds Chinese: “%(text)s”.", text=quoted)
    if language == "fr" and BETWEEN_WORDS.search(text):
        return lambda quoted: _l(
            "A lone question mark may be a lost letter: “%(text)s”.", text=quoted
        )
    if language != "zh":
        return None
    if not han and is_same and LATIN_WORD.search(text):
        return lambda quoted: _l("The Chinese text is the French one: “%(text)s”.", text=quoted)
    if not han and not is_same and any(letter.isalpha() for letter in text):
        return lambda quoted: _l(
            "This Chinese text has no Chinese character: “%(text)s”.", text=quoted
        )
    if han >= SURE_HAN and sum(map(is_everyday, filter(is_hanzi, text))) < EVERYDAY_SHARE * han:
        return lambda quoted: _l(
            "Hardly a character of this Chinese is a usual one: “%(text)s”.", text=quoted
        )
    return None


def _has_lost(text: str, language: str) -> bool:
    """Whether question marks stand where letters were."""
    if "?" not in text:
        return False
    if not any(letter.isalnum() for letter in text):
        return text.count("?") > (0 if language == "zh" else 1)
    if language == "zh":
        return sum(map(len, CHINESE_RUN.findall(text))) > count_hanzi(text)
    return IN_A_WORD.search(text) is not None


def _was_misread(text: str, language: str) -> bool:
    """Whether the text is what another text's bytes are in a wrong encoding."""
    if text.isascii():
        return False
    if NONSENSE.search(text) or MISREAD.search(text):
        return True
    if language == "fr" and HAN_IN_A_WORD.search(text):
        return True
    if language == "zh" and not count_hanzi(text):
        letters = sum(letter.isalpha() for letter in text)
        accented = len(ACCENTED.findall(text))
        return accented > 2 and accented * 2 > letters
    return any(_was_utf8(run) for run in BEYOND_ASCII.findall(text))


def _was_utf8(run: str) -> bool:
    """Whether characters are the bytes of UTF-8, read as Windows reads GBK."""
    data = b"\x80".join(part.encode("gb18030", "ignore") for part in run.split("€"))
    mended = data.decode("utf-8", "ignore")
    kept = len(mended.encode())
    return kept >= max(SURE_BYTES, MOSTLY * len(data)) and likelihood(mended) > likelihood(run)


def _short(text: str) -> str:
    """What is said of a long text: the part around the first sign that may be wrong."""
    line = " ".join(text.split())
    found = SUSPECT.search(line)
    first = max(0, found.start() - SHORT // 2) if found and len(line) > SHORT else 0
    part = line[first : first + SHORT]
    return ("…" if first else "") + part + ("…" if first + SHORT < len(line) else "")
