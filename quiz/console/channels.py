"""What each channel sees now and next, and when the answer may be said aloud."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.bank.kinds.registry import kind_of
from quiz.console.evening import Evening
from quiz.events.facts import ChannelFacts
from quiz.events.outputs import LIVE_KINDS, SEEN_LASTS_MS
from quiz.events.phases import Phase
from quiz.events.timeline import OVERLAY, Moment, current


@dataclass(frozen=True, slots=True)
class ChannelPhase:
    """A phase that a channel is in, or will be; `at` in ms UTC, zero for the beginning."""

    phase: str
    number: int | None
    at: int


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel with what it sees now and next; the overlay has the id 0."""

    id: int
    name: str
    title: str
    language: str
    link: str
    delay_s: float
    now: ChannelPhase
    next: ChannelPhase | None
    players: int
    answers: int


class Aloud(StrEnum):
    """Whether the host may say the answer."""

    NOTHING = "nothing"  # There is no answer to keep to oneself.
    NOT_YET = "not-yet"
    SHUT = "shut"
    SEEN = "seen"


def channel_lines(evening: Evening) -> list[ChannelLine]:
    """The public channels in their order, each with its numbers."""
    return [_line(evening, channel) for channel in evening.facts.channels]


def overlay_line(evening: Evening) -> ChannelLine:
    """The overlay, which sees the studio's present."""
    return _line(evening, ChannelFacts(OVERLAY, "", "", "", 0, "fr"))


@dataclass(frozen=True, slots=True)
class OutputLine:
    """A screen that follows the event, what it sees, and how long ago it asked, while it is there.

    `seen_s` is in seconds; None once it has not asked for a minute.
    """

    id: int
    kind: str
    name: str
    sight: ChannelLine
    seen_s: int | None


def output_lines(evening: Evening) -> list[OutputLine]:
    """The overlays and the room's screen, in their order."""
    return [
        OutputLine(o.id, o.kind, o.name, _line(evening, channel), seen_s(evening, o.id))
        for o in evening.facts.outputs
        if o.kind in LIVE_KINDS and (channel := evening.facts.channel(o.secret))
    ]


def seen_s(evening: Evening, output_id: int) -> int | None:
    """How many seconds ago that screen asked what is on; None if that is over a minute ago."""
    at = evening.seen.get(output_id)
    if at is None or evening.now - at > SEEN_LASTS_MS:
        return None
    return max(evening.now - at, 0) // 1_000


def _line(evening: Evening, channel: ChannelFacts) -> ChannelLine:
    present = current(evening.screens, channel.id, evening.now)
    coming = coming_moment(evening.screens, channel.id, evening.now)
    return ChannelLine(
        id=channel.id,
        name=channel.name,
        title=channel.platform or channel.name,
        language=channel.language,
        link=channel.link,
        delay_s=_delay(evening, channel) / 1_000,
        now=_phase_of(present, channel.id),
        next=None
        if coming is None or present.phase is Phase.OVER
        else _phase_of(coming, channel.id),
        players=evening.numbers.players.get(channel.id, 0),
        answers=evening.numbers.answers.get(channel.id, 0),
    )


def coming_moment(screens: tuple[Moment, ...], channel_id: int, now: int) -> Moment | None:
    """The next change that the channel will see, be it only that time is up."""
    later = screens[screens.index(current(screens, channel_id, now)) + 1 :]
    ahead = [moment for moment in later if moment.seen(channel_id) > now]
    first = min((moment.seen(channel_id) for moment in ahead), default=None)
    return next((m for m in reversed(ahead) if m.seen(channel_id) == first), None)


def _phase_of(moment: Moment, channel_id: int) -> ChannelPhase:
    number = None if moment.round is None else moment.round.number
    return ChannelPhase(str(moment.phase), number, moment.seen(channel_id))


def _delay(evening: Evening, channel: ChannelFacts) -> int:
    """The delay that holds now: the round's own while one is on."""
    last = evening.facts.times.last
    if last is None or last.reveal is not None:
        return evening.facts.present_delay(channel)
    return last.delay(channel.id)


@dataclass(frozen=True, slots=True)
class AloudView:
    """Whether the answer may be said, and the instant from which it may, once known."""

    verdict: Aloud
    at: int | None = None


def aloud(evening: Evening) -> AloudView:
    """Safe when no phone on any channel can answer any more, and surely once all have seen it."""
    played, now = evening.last, evening.now
    if played is None or evening.facts.times.ended_at is not None:
        return AloudView(Aloud.NOTHING)
    if not kind_of(played.content).is_scored:
        return AloudView(Aloud.NOTHING)
    last = played.times
    # A void round is worth nothing, whatever is still answered.
    if last.is_void:
        return AloudView(Aloud.NOTHING)
    seen = [last.revealed_on(channel.id) for channel in evening.facts.channels]
    if seen and all(at is not None and at <= now for at in seen):
        return AloudView(Aloud.SEEN)
    if last.shut_at is not None or now >= last.shuts:
        return AloudView(Aloud.SHUT)
    return AloudView(Aloud.NOT_YET, last.shuts)
