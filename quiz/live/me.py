"""What a player may know of their own: `me`, as the contract names it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from quiz.events.facts import EventFacts, RoundFacts
from quiz.events.phases import Phase
from quiz.events.timeline import Moment, current
from quiz.game.facts import PlayerFacts, Wanted
from quiz.game.ties import is_dividing
from quiz.leaderboard.rules import BoardFacts, Place

REMEMBERED = 200
NEVER = 2**63


class Scope(NamedTuple):
    """What `me` is about, alike for a whole channel: from `since` (ms UTC) and before `until`.

    `number` is the round that the pulse names, `revealed` the last one whose answer was seen;
    `mended` has the number of the round of each mend that the channel may be told of.
    """

    number: int | None
    revealed: RoundFacts | None
    wanted: Wanted
    channel: str
    since: int
    until: int
    mended: Mapping[int, int]


def scope_of(facts: EventFacts, screens: tuple[Moment, ...], channel_id: int, now: int) -> Scope:
    """What `me` is about on the channel now, and until when that stays so."""
    present = current(screens, channel_id, now)
    on = None if present.phase is Phase.LOBBY else present.round
    revealed = last_revealed(facts, channel_id, now)
    instants = [moment.seen(channel_id) for moment in screens]
    instants += [at for at, _ in reveals(facts.rounds, channel_id) if at is not None]
    channel = facts.channel_by_id(channel_id)
    mended = {m.id: round_number(facts, m.round_id) for m in facts.mends_on(channel_id)}
    return Scope(
        number=None if on is None else on.number,
        revealed=revealed,
        wanted=Wanted(
            event_id=facts.id,
            given=None if on is None else on.id,
            result=None if revealed is None else revealed.times.id,
            hidden=unrevealed(facts, channel_id, now),
            mends=tuple(mended),
            tie_break=revealed_tie_break(facts, channel_id, now),
        ),
        channel="" if channel is None else channel.name,
        since=now,
        until=min((instant for instant in instants if instant > now), default=NEVER),
        mended=mended,
    )


def round_number(facts: EventFacts, round_id: int) -> int:
    """The number of a launched round."""
    played = facts.round(round_id)
    return 0 if played is None else played.times.number


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


def revealed_tie_break(facts: EventFacts, channel_id: int, now: int) -> int | None:
    """The row of the last tie-break that holds and whose answer the channel has seen."""
    seen = (
        played.times.id
        for revealed, played in reversed(reveals(facts.rounds, channel_id))
        if revealed is not None and revealed <= now and is_dividing(played.times)
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
    """What was read for one player, what it is about, and the board of the round revealed last."""

    player: PlayerFacts
    sight: Scope
    board: BoardFacts | None

    @property
    def ranks(self) -> BoardFacts | None:
        """The board on which the player has a place; none for who plays along unranked."""
        return self.board if self.player.ranked else None

    def stand_in(self, player_id: int) -> str | None:
        """How the board calls the player, where it does not show the own name."""
        name = None if self.ranks is None else self.ranks.name_of(player_id)
        return None if name == self.player.nickname else name

    @property
    def score(self) -> int:
        """The points that the player may know of."""
        return 0 if self.sight.revealed is None else self.player.score


def me(player_id: int, mine: Mine) -> Mapping[str, Any]:
    """The contract's `me`; to who is on no board it says so: `"ranked": false`.

    Whom the board calls otherwise is told how: `"shown_as"`.
    """
    score, behind = mine.score, mine.player.behind
    around = () if mine.ranks is None else mine.ranks.around(player_id, score, behind)
    mine_now = {
        "player": {
            "nickname": mine.player.nickname,
            "channel": mine.sight.channel,
            "lang": mine.player.language,
        },
        "round": mine.sight.number,
        "answer": None if mine.player.given is None else mine.player.given.value,
        "result": None if mine.sight.revealed is None else _result(mine),
        "score": score,
        "rank": None if mine.ranks is None else mine.ranks.rank(score, behind),
        "tied": None if mine.ranks is None else mine.ranks.tied(score, behind),
        "players": 0 if mine.board is None else mine.board.players,
        "right": 0 if mine.sight.revealed is None else mine.player.right,
        "around": [_place(place) for place in around],
        "mended": _mended(mine),
    }
    if (name := mine.stand_in(player_id)) is not None:
        mine_now["shown_as"] = name
    return mine_now if mine.player.ranked else {**mine_now, "ranked": False}


def _place(place: Place) -> dict[str, Any]:
    known = {"rank": place.rank, "score": place.score}
    if place.nickname is not None:
        return {**known, "nickname": place.nickname}
    return {**known, "tied": place.tied} if place.tied > 1 else known


def _mended(mine: Mine) -> dict[str, int] | None:
    """The last round that was mended after the player had seen it, if it brings other points."""
    mended = mine.player.mended
    if mended is None or mended.points == mended.points_before:
        return None
    number = mine.sight.mended[mended.mend_id]
    return {"round": number, "before": mended.points_before, "points": mended.points}


def _result(mine: Mine) -> dict[str, Any]:
    """How the round went; one that was made void before its reveal tells nobody what was right."""
    result, revealed = mine.player.result, mine.sight.revealed
    times = None if revealed is None else revealed.times
    is_hidden = times is not None and times.is_void and times.answer_shown is None
    if result is None or is_hidden:
        return {"credit": None, "points": 0}
    return {
        "credit": None if result.credit is None else _decimal(result.credit),
        "points": 0 if times is not None and times.is_void else result.points,
    }


def _decimal(credit: str) -> float:
    """A stored fraction such as `1/3` as the decimal that JSON can say."""
    above, _, below = credit.partition("/")
    return round(int(above) / int(below or 1), 4)
