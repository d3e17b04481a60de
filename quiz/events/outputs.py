"""The kinds and shapes of a studio's screens, and how much of a picture stays free."""

from dataclasses import dataclass

OVERLAY_KIND = "overlay"
PROMPTER_KIND = "prompter"
REMOTE_KIND = "remote"
# What an event has at most one of, by a link that is made when somebody needs it.
LINK_KINDS = (PROMPTER_KIND,)
# A phone is let in by a key that is good once, and for so long (ms).
REMOTE_KEY_LASTS = 10 * 60_000
# Whose secret opens the studio's own pulse and scenes.
LIVE_KINDS = frozenset({OVERLAY_KIND})
LANDSCAPE, PORTRAIT = "landscape", "portrait"
# In per cent of the picture's width or height, on each side; broadcasters keep 5 free for titles
# (EBU R 95).
MARGIN = 5


@dataclass(frozen=True, slots=True)
class SafeArea:
    """How much of a picture stays free on each side, in per cent of its height or width."""

    top: int = MARGIN
    right: int = MARGIN
    bottom: int = MARGIN
    left: int = MARGIN


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
