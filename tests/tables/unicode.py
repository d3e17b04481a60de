"""Scripts, radicals and look-alikes of Unicode's characters, as lines of our tables."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

# Letters that are drawn as a Latin capital, and that Unicode's list leaves out.
DRAWN = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|(?:NEGATIVE )?(?:SQUARED|CIRCLED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])"
)
# Only in a hurry, but so they are used: Unicode knows the capital's neighbour alone.
DRAWN_ALIKE = {"п": "n", "и": "n", "я": "r", "ш": "w"}


def fields_of(path: Path) -> Iterator[list[str]]:
    """The fields of each line of one of Unicode's files, without the comments."""
    for line in path.read_text("utf-8-sig").splitlines():
        if kept := line.partition("#")[0].strip():
            yield [field.strip() for field in kept.split(";")]


def script_lines(sources: Path) -> list[str]:
    """`first last script`, both ends in hexadecimal, in their order, neighbours as one."""
    ranges: list[tuple[int, int, str]] = []
    for points, script in fields_of(sources / "Scripts.txt"):
        first, _, last = points.partition("..")
        ranges.append((int(first, 16), int(last or first, 16), script))
    joined: list[tuple[int, int, str]] = []
    for first, last, script in sorted(ranges):
        if joined and joined[-1][1] + 1 == first and joined[-1][2] == script:
            joined[-1] = joined[-1][0], last, script
        else:
            joined.append((first, last, script))
    return [f"{first:X} {last:X} {script}" for first, last, script in joined]


def skeleton_lines(sources: Path) -> list[str]:
    """A plain Latin letter (or a few), a space, and every small letter that looks like it.

    What Unicode's forms fold already (full width, mathematical, accents) is left out.
    """
    prototypes = {
        chr(int(source, 16)): "".join(chr(int(point, 16)) for point in target.split())
        for source, target, *_ in fields_of(sources / "confusables.txt")
        if " " not in source
    }
    alike: dict[str, list[str]] = {}
    for letter in map(chr, range(0x80, sys.maxunicode + 1)):
        if is_folded(letter) and (plain := drawn_as(letter, prototypes)):
            alike.setdefault(plain, []).append(letter)
    return [f"{plain} {''.join(letters)}" for plain, letters in sorted(alike.items())]


def radical_lines(sources: Path) -> list[str]:
    """A character, and the radical or stroke that is drawn like it and has no other form."""
    lines = []
    for points, character in fields_of(sources / "EquivalentUnifiedIdeograph.txt"):
        first, _, last = points.partition("..")
        for point in range(int(first, 16), int(last or first, 16) + 1):
            if unicodedata.normalize("NFKC", chr(point)) == chr(point):
                lines.append(chr(int(character, 16)) + chr(point))
    return sorted(lines)


def is_folded(letter: str) -> bool:
    """Whether a folded name may hold that character."""
    return (
        unicodedata.category(letter)[0] in "LNS"
        and unicodedata.normalize("NFKC", letter).casefold() == letter
        and unicodedata.normalize("NFD", letter) == letter
    )


def drawn_as(letter: str, prototypes: dict[str, str]) -> str:
    """The plain Latin letters that a small letter, or its capital, looks like; else empty."""
    if letter in DRAWN_ALIKE:
        return DRAWN_ALIKE[letter]
    if drawn := DRAWN.fullmatch(unicodedata.name(letter, "")):
        return drawn[1].lower()
    for form in (letter, letter.upper()):
        plain = without_marks(prototypes.get(form, "")).lower()
        if plain.isascii() and plain.isalnum():
            return plain
    return ""


def without_marks(text: str) -> str:
    """The same letters without the marks above, below and over them."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))
