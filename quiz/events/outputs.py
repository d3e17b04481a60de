"""The kinds and shapes of a studio's screens, and how much of a picture stays free."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OVERLAY_KIND = "overlay"
PROMPTER_KIND = "prompter"
SCREEN_KIND = "screen"
REMOTE_KIND = "remote"
# What a page and its pulse are asked with by somebody who only looks at an overlay.
PREVIEW = "preview"
# What an event has at most one of, by a link that is made when somebody needs it.
LINK_KINDS = (PROMPTER_KIND, SCREEN_KIND)
# A phone is let in by a key that is good once, and for so long (ms).
REMOTE_KEY_LASTS = 10 * 60_000
# Who follows the event by its secret: an overlay as the studio does, a screen as its room's phones.
LIVE_KINDS = frozenset({OVERLAY_KIND, SCREEN_KIND})
LANDSCAPE, PORTRAIT = "landscape", "portrait"
# What staff choose: a wide picture, the same in large type for who watches it on an upright phone,
# and an upright one.
NORMAL, LARGE, UPRIGHT = "normal", "large", "upright"
SIZES = (NORMAL, LARGE, UPRIGHT)
# In per cent of the picture's width or height, on each side; broadcasters keep 5 free for titles
# (EBU R 95).
MARGIN = 5
# How long a test card stays, where nobody launches a question meanwhile.
CARD_MS = 60_000
# How seldom at least it is kept that a screen asked what is on; and who has not asked for longer
# than a minute, is not there.
SEEN_APART_MS = 3_000
SEEN_LASTS_MS = 60_000
# A room's own picture: nothing lies over it, and a projector cuts hardly anything off.
ROOM_MARGIN = 3
# What a question needs: more than so much cannot be kept free, on one side or on both together.
WIDEST_SIDE = 45
MOST_ACROSS: Mapping[str, int] = MappingProxyType({LANDSCAPE: 40, PORTRAIT: 25})
MOST_UPWARDS: Mapping[str, int] = MappingProxyType({LANDSCAPE: 40, PORTRAIT: 60})


@dataclass(frozen=True, slots=True)
class SafeArea:
    """How much of a picture stays free on each side, in per cent of its height or width."""

    top: int = MARGIN
    right: int = MARGIN
    bottom: int = MARGIN
    left: int = MARGIN

    @property
    def sides(self) -> tuple[int, int, int, int]:
        """The four of them, clockwise from the top, as CSS has them."""
        return self.top, self.right, self.bottom, self.left

    def leaves_room(self, orientation: str) -> bool:
        """Whether every question can still be shown beside what is kept free."""
        return (
            all(0 <= side <= WIDEST_SIDE for side in self.sides)
            and self.left + self.right <= MOST_ACROSS[orientation]
            and self.top + self.bottom <= MOST_UPWARDS[orientation]
        )


@dataclass(frozen=True, slots=True)
class Platform:
    """What a platform lays over a wide and over an upright stream, as `SafeArea`s.

    A start, to be checked on a phone: platforms change what they show, and every phone is another.
    """

    name: str
    wide: SafeArea
    upright: SafeArea


PLATFORMS = (
    Platform("快手 Kuaishou", SafeArea(8, 6, 12, 6), SafeArea(15, 14, 42, 4)),
    Platform("抖音 Douyin", SafeArea(8, 6, 12, 6), SafeArea(14, 16, 40, 4)),
    Platform("哔哩哔哩 Bilibili", SafeArea(7, 5, 12, 5), SafeArea(13, 13, 42, 4)),
    Platform("YouTube", SafeArea(6, 5, 11, 5), SafeArea(12, 16, 38, 4)),
    Platform("TikTok", SafeArea(8, 6, 12, 6), SafeArea(14, 18, 40, 5)),
)


def card_end(until: int | None, now: int, launched_at: int | None) -> int | None:
    """Until when (ms UTC) a test card is to be seen; None once time or a launch has ended it."""
    if until is None or until <= now:
        return None
    begun = until - CARD_MS
    return None if launched_at is not None and launched_at >= begun else until


def shape_of(size: str) -> tuple[str, bool]:
    """The orientation of a size that staff chose, and whether its type is large."""
    return (PORTRAIT if size == UPRIGHT else LANDSCAPE), size == LARGE


@dataclass(frozen=True, slots=True)
class OutputFacts:
    """A screen as its page needs it; `channel_id` is None where its code leads to the event."""

    id: int
    kind: str
    secret: str
    name: str
    channel_id: int | None
    orientation: str
    safe: SafeArea
    large: bool
    sound: bool = False

    @property
    def size(self) -> str:
        """Which of the sizes that staff choose from it has."""
        if self.orientation == PORTRAIT:
            return UPRIGHT
        return LARGE if self.large else NORMAL
