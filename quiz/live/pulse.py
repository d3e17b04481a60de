"""The pulse: what a channel may know now, as the contract names it. Pure."""

from dataclasses import dataclass
from typing import Any

from quiz.events.facts import ChannelFacts
from quiz.events.pace import poll_ms, spread_between_ms
from quiz.events.phases import Phase
from quiz.events.timeline import Moment, current, following
from quiz.live.pictures import picture_view
from quiz.live.scene import scene_id
from quiz.live.snapshot import Snapshot

OVER_POLL_MS = 60_000


@dataclass(frozen=True, slots=True)
class PulseSettings:
    """What every pulse of a process depends on besides the event."""

    secret: bytes


def scene_of(around: PulseSettings, known: Snapshot, channel_id: int, moment: Moment) -> str:
    """The id of the scene that `moment` shows on that channel."""
    revision: int | str = known.board_revision if moment.scene[0].shows_names else 0
    if moment.phase.tells_solution and moment.round is not None:
        revision = known.key_revision(moment.round.id)
    if moment.phase is Phase.VOID:
        revision = _void_reason(known, moment) or 0
    return scene_id(around.secret, known.facts, channel_id, moment, revision)


def _void_reason(known: Snapshot, moment: Moment) -> str:
    played = known.facts.round(None if moment.round is None else moment.round.id)
    return "" if played is None else played.void_reason


def pulse(
    around: PulseSettings, known: Snapshot, channel: ChannelFacts, now: int
) -> dict[str, Any]:
    """The contract's pulse of `channel` at `now`; instants in ms include the channel's delay."""
    facts, crowd = known.facts, known.crowd
    present = current(known.screens, channel.id, now)
    coming = following(known.screens, channel.id, now)
    over = present.phase is Phase.OVER
    timed = present.round if present.phase.is_timed else None
    delay = 0 if timed is None else timed.delay(channel.id)
    players = crowd.players - len(crowd.banned)
    return {
        "event": facts.key,
        "version": facts.version,
        "now": now,
        "phase": str(present.phase),
        "round": None if present.round is None else present.round.number,
        "rounds": facts.rounds_in_all,
        "scene": scene_of(around, known, channel.id, present),
        "next": None
        if coming is None or over
        else {
            "scene": scene_of(around, known, channel.id, coming),
            "at": coming.seen(channel.id),
        },
        "opens_at": None if timed is None else timed.opens + delay,
        "closes_at": None if timed is None else timed.closes + delay,
        "picture": _picture(known, present),
        "players": players,
        "answers": _answers(known, present),
        "poll_ms": OVER_POLL_MS if over else poll_ms(players, crowd.load.polled),
        # From the launch to the close it is what the question was launched with: G contains it.
        "spread_ms": timed.spread_ms
        if timed is not None
        else spread_between_ms(players, crowd.load),
        "mends": len(facts.mends_on(channel.id)),
        "answer_at": _answer_at(present, channel),
    }


def _answer_at(present: Moment, channel: ChannelFacts) -> int | None:
    """The first instant at which the answer can be on the channel, while it is waited for."""
    played = present.round
    if played is None or present.phase is not Phase.CLOSED:
        return None
    return max(played.shuts, played.reveal or 0) + played.delay(channel.id)


def _picture(known: Snapshot, present: Moment) -> str | None:
    """Where a phone finds the picture of the round that is on, from when it may be seen."""
    played = known.facts.round(None if present.round is None else present.round.id)
    view = None if played is None else picture_view(known.facts.code, played, present.phase)
    return None if view is None else view.phone


def _answers(known: Snapshot, present: Moment) -> int:
    """How many answered the round that is on; none is told before it opens on the channel."""
    if not present.phase.tells_answers or present.round is None:
        return 0
    return known.crowd.answers.get(present.round.id, 0)
