"""Three colours and whether they are read upon one another, and what follows from them. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor

COLOUR = re.compile(r"#[0-9a-f]{6}")
# What words and what shapes need at least (WCAG 2.2, 1.4.3 and 1.4.11).
WORDS_NEED, SHAPES_NEED = 4.5, 3.0
BLACK, WHITE = "#000000", "#ffffff"
# How much of the words' colour a choice's ground has, as ours do.
TINT = 0.09
# A line is a fifth of what is written.
LINE = 0.2


@dataclass(frozen=True, slots=True)
class Colours:
    """What lies under the words, the words, and what stands out; each as `#rrggbb`."""

    panel: str
    words: str
    accent: str


CELADON = Colours("#0f1a1c", "#fbfaf5", "#a9c8b8")


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of an event's screens, and the key of the museum's mark, if it has one."""

    colours: Colours = CELADON
    mark: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the colours are others than Céladon's."""
        return self.colours != CELADON


@dataclass(frozen=True, slots=True)
class TooClose:
    """A colour, `words` or `accent`, that is hardly told from the panel; ratios to 1."""

    part: str
    ratio: float
    needed: float

    @property
    def ratio_below(self) -> float:
        """The ratio cut to two places: what is a little less than enough never reads as enough."""
        return floor(self.ratio * 100) / 100


def is_colour(text: str) -> bool:
    """Whether that is a colour as a browser writes one: `#rrggbb`, in small letters."""
    return COLOUR.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 of black to 1 of white.

    The relative luminance of sRGB: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance.
    """
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours are told apart, from 1 to 21, whichever comes first.

    The contrast ratio: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_close(colours: Colours) -> Iterator[TooClose]:
    """What is not read upon the panel; nothing, where the colours may be used."""
    pairs = (("words", colours.words, WORDS_NEED), ("accent", colours.accent, SHAPES_NEED))
    for part, colour, needed in pairs:
        if not (is_colour(colour) and is_colour(colours.panel)):
            continue
        ratio = contrast(colour, colours.panel)
        if ratio < needed:
            yield TooClose(part, ratio, needed)


def properties(colours: Colours) -> Mapping[str, str]:
    """The custom properties of a sheet, by name: every pair that is read keeps its contrast."""
    tint = mixed(colours.panel, colours.words, TINT)
    on_accent = ink_upon(colours.accent, colours.panel, colours.words, BLACK, WHITE)
    return {
        "panel": colours.panel,
        "words": colours.words,
        "accent": colours.accent,
        "on-accent": on_accent,
        "words-of-accent": ink_upon(colours.panel, colours.accent, colours.words),
        "ground": tint if contrast(tint, colours.words) >= WORDS_NEED else colours.panel,
        "line": mixed(colours.panel, colours.words, LINE),
    }


def ink_upon(ground: str, *wished: str) -> str:
    """The first of the colours that words may have on that ground; else the one that comes next."""
    fit = (colour for colour in wished if contrast(colour, ground) >= WORDS_NEED)
    return next(fit, max(wished, key=lambda colour: contrast(colour, ground)))


def mixed(ground: str, colour: str, share: float) -> str:
    """So much of a colour laid over another."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(under + (over - under) * share):02x}" for under, over in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    # 0.04045 is the edge of IEC 61966-2-1; WCAG 2.2 says the same since 2021.
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
