"""The facts of one event that every screen is made from: values, read whole. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from quiz.events.outputs import LIVE_KINDS, OVERLAY_KIND, OutputFacts
from quiz.events.timeline import OVERLAY, EventTimes, RoundTimes
from quiz.i18n.folding import fold_code
from quiz.i18n.localized import Localized


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel as screens need it; the studio's has the id 0 and an output's secret for a name."""

    id: int
    name: str
    platform: str
    link: str
    delay_ms: int
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class RoundFacts:
    """A launched round: its instants, its frozen copy, what it is worth; equal only to itself."""

    times: RoundTimes
    key: str
    content: Mapping[str, Any]
    weight: int
    speed_weight: Fraction
    revision: int
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class MendFacts:
    """A mend of a round: who asked for what and when, and once it is `done_at` (ms UTC), how many
    answers it `changed`; until then, how far it is in percent.
    """

    id: int
    round_id: int
    actor: str
    asked_at: int
    change: Mapping[str, Any]
    inverse: Mapping[str, Any] | None
    percent: int
    changed: int
    done_at: int | None


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that a screen may ever need of one event, as of `version`."""

    id: int
    code: str
    key: str
    version: int
    title: Localized
    museum: Localized
    starts_at: int
    time_zone: str
    channels: tuple[ChannelFacts, ...]
    rounds: tuple[RoundFacts, ...]
    planned: int
    times: EventTimes
    one_delay: bool = False
    suggested_names: bool = False
    ranking_closed_at: int | None = None
    mends: tuple[MendFacts, ...] = ()
    aliases: tuple[str, ...] = ()
    outputs: tuple[OutputFacts, ...] = ()
    is_rehearsal: bool = False

    @property
    def overlays(self) -> tuple[OutputFacts, ...]:
        """What is laid over streams, in order."""
        return tuple(output for output in self.outputs if output.kind == OVERLAY_KIND)

    def channel(self, name: str) -> ChannelFacts | None:
        """The public channel called `name`, or the studio's by the secret of a live output."""
        output = self.live_output(name)
        return self.public_channel(name) if output is None else self._channel_of(output)

    def _channel_of(self, output: OutputFacts) -> ChannelFacts:
        """An overlay sees the studio's present; a room's screen what its phones see, never sooner.

        A screen whose channel is gone is as late as the last of the others.
        """
        if output.kind == OVERLAY_KIND or not self.channels:
            return ChannelFacts(OVERLAY, "", "", "", 0, "fr")
        own = self.channel_by_id(output.channel_id or 0)
        return own or max(self.channels, key=lambda channel: channel.delay_ms)

    def live_output(self, secret: str) -> OutputFacts | None:
        """The screen that follows the event by that secret."""
        return next((o for o in self.outputs if o.secret == secret and o.kind in LIVE_KINDS), None)

    def public_channel(self, name: str) -> ChannelFacts | None:
        """The public channel called `name`, as it is spelled or folded."""
        named = {channel.name: channel for channel in self.channels}
        return named.get(name) or named.get(fold_code(name))

    def channel_by_id(self, channel_id: int) -> ChannelFacts | None:
        """The public channel of that number."""
        return next((c for c in self.channels if c.id == channel_id), None)

    def round(self, round_id: int | None) -> RoundFacts | None:
        """The launched round of that row."""
        return next((r for r in self.rounds if r.times.id == round_id), None)

    def numbered(self, number: int) -> RoundFacts | None:
        """The launched, not cancelled round of that number."""
        return next(
            (r for r in self.rounds if r.times.number == number and r.times.cancelled_at is None),
            None,
        )

    def mends_on(self, channel_id: int) -> tuple[MendFacts, ...]:
        """What was mended after the channel had seen the answer."""
        if not self.mends:
            return ()
        reveals = {r.times.id: r.times.revealed_on(channel_id) for r in self.rounds}
        return tuple(mend for mend in self.mends if _is_after(reveals[mend.round_id], mend))

    def mends_of(self, round_id: int) -> tuple[MendFacts, ...]:
        """Everything that was or is to be mended in a round, the first first."""
        return tuple(mend for mend in self.mends if mend.round_id == round_id)

    @property
    def names(self) -> tuple[str, ...]:
        """What the event and its museum are called, in every language."""
        return self.title.fr, self.title.zh, self.museum.fr, self.museum.zh

    def present_delay(self, channel: ChannelFacts) -> int:
        """How late (ms) the channel's viewers see what is launched now."""
        if not self.one_delay or channel.id == OVERLAY:
            return channel.delay_ms
        return max(known.delay_ms for known in self.channels)

    @property
    def rounds_in_all(self) -> int:
        """How many rounds were launched or are planned, for "3 of 12"."""
        return self.planned + sum(r.times.cancelled_at is None for r in self.rounds)


def _is_after(revealed: int | None, mend: MendFacts) -> bool:
    return revealed is not None and mend.done_at is not None and revealed <= mend.done_at
