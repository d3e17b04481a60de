"""The pulse and `me`: what a channel may know now, as the contract names it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quiz.events.queries import ChannelFacts, EventFacts, RoundFacts
from quiz.events.rules import poll_ms, spread_ms
from quiz.events.timeline import Moment, Phase, current, following
from quiz.game.queries import PlayerFacts
from quiz.leaderboard.rules import BoardFacts, Place
from quiz.live.scene import NAMES_SHOWN, scene_id
from quiz.live.watch import Known

OVER_POLL_MS = 60_000
REMEMBERED = 200
TIMED = frozenset({Phase.READY, Phase.OPEN, Phase.CLOSED, Phase.REVEALED, Phase.VOID})
ASKED = TIMED - {Phase.READY} | {Phase.BOARD}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every pulse of a process depends on besides the event."""

    secret: bytes
    capacity: int


def scene_of(around: Surroundings, known: Known, channel_id: int, moment: Moment) -> str:
    """The id of the scene that `moment` shows on that channel."""
    revision = known.board_revision if moment.scene[0] in NAMES_SHOWN else 0
    return scene_id(around.secret, known.facts, channel_id, moment, revision)


def pulse(around: Surroundings, known: Known, channel: ChannelFacts, now: int) -> dict[str, Any]:
    """The contract's pulse of `channel` at `now`; instants in ms include the channel's delay."""
    facts, crowd = known.facts, known.crowd
    present = current(known.shown, channel.id, now)
    coming = following(known.shown, channel.id, now)
    over = present.phase is Phase.OVER
    timed = present.round if present.phase in TIMED else None
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
        "picture": None,
        "players": players,
        "answers": _answers(known, present),
        "poll_ms": OVER_POLL_MS if over else poll_ms(players, around.capacity),
        "spread_ms": spread_ms(players, around.capacity),
    }


def _answers(known: Known, present: Moment) -> int:
    """How many answered the round that is on; none is told before it opens on the channel."""
    if present.phase not in ASKED or present.round is None:
        return 0
    return known.crowd.answers.get(present.round.id, 0)


def unrevealed(facts: EventFacts, channel_id: int, now: int) -> tuple[int, ...]:
    """The rounds whose points the channel may not know yet."""
    return tuple(
        played.times.id
        for revealed, played in reveals(facts.rounds, channel_id)
        if revealed is None or revealed > now
    )


def last_revealed(facts: EventFacts, channel_id: int, now: int) -> RoundFacts | None:
    """The last round whose answer the channel has seen."""
    seen = (
        played
        for revealed, played in reversed(reveals(facts.rounds, channel_id))
        if revealed is not None and revealed <= now
    )
    return next(seen, None)


@lru_cache(REMEMBERED)
def reveals(
    rounds: tuple[RoundFacts, ...], channel_id: int
) -> tuple[tuple[int | None, RoundFacts], ...]:
    """The rounds that were not cancelled, each with the instant of its answer on the channel.

    These facts never change, others take their place; a crowd asks for the same few.
    """
    played = (one for one in rounds if one.times.cancelled_at is None)
    return tuple((one.times.revealed_on(channel_id), one) for one in played)


@dataclass(frozen=True, slots=True)
class Mine:
    """What was read for one player; `revealed` is the round whose answer they have seen last."""

    player: PlayerFacts
    channel: str
    revealed: RoundFacts | None
    board: BoardFacts | None

    @property
    def score(self) -> int:
        """The points that the player may know of."""
        return 0 if self.revealed is None else self.player.score


def me(player_id: int, mine: Mine, number: int | None) -> Mapping[str, Any]:
    """The contract's `me`; `number` is the round that the pulse of the player's channel names."""
    score = mine.score
    around = () if mine.board is None else mine.board.around(player_id, score)
    return {
        "player": {
            "nickname": mine.player.nickname,
            "channel": mine.channel,
            "lang": mine.player.language,
        },
        "round": number,
        "answer": None if mine.player.given is None else mine.player.given.value,
        "result": None if mine.revealed is None else _result(mine),
        "score": score,
        "rank": None if mine.board is None else mine.board.rank(score),
        "players": 0 if mine.board is None else mine.board.players,
        "right": 0 if mine.revealed is None else mine.player.right,
        "around": [_place(place) for place in around],
    }


def _place(place: Place) -> dict[str, Any]:
    known = {"rank": place.rank, "score": place.score}
    return known if place.nickname is None else {**known, "nickname": place.nickname}


def _result(mine: Mine) -> dict[str, Any]:
    result = mine.player.result
    if result is None:
        return {"credit": None, "points": 0}
    credit = result.credit
    void = mine.revealed is not None and mine.revealed.times.voided_at is not None
    return {
        "credit": None if credit is None else _decimal(credit),
        "points": 0 if void else result.points,
    }


def _decimal(credit: str) -> float:
    """A stored fraction such as `1/3` as the decimal that JSON can say."""
    above, _, below = credit.partition("/")
    return round(int(above) / int(below or 1), 4)
