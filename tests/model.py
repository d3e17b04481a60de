"""A small model of a whole evening, made from the contract alone: what must be true at any time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

LEAD, SECONDS, SLOWEST, GRACE, MARGIN = 5_000, 30, 3_000, 1_000, 2_000
EXTENSION, MOST_EXTENSIONS = 10_000, 6


@dataclass(frozen=True)
class Given:
    """An answer that was acknowledged."""

    value: str
    elapsed: int
    right: bool


@dataclass
class Pause:
    """An interlude; `resumed` is None while it is on."""

    started: int
    resumed: int | None = None

    def covers(self, instant: int, stamp: int) -> bool:
        return self.started <= instant < self.ends(stamp)

    def ends(self, stamp: int) -> int:
        return stamp if self.resumed is None else self.resumed


@dataclass
class Turn:
    """A launched round: its instants in the studio, and every answer that was acknowledged."""

    number: int
    launched: int
    plateau: int
    seconds: int = SECONDS
    slowest: int = SLOWEST
    margin: int = MARGIN
    cancelled: bool = False
    extensions: int = 0
    close_click: int | None = None
    reveal_click: int | None = None
    board_click: int | None = None
    voided: int | None = None
    counted: int | None = None
    again: bool = False
    answers: dict[str, Given] = field(default_factory=dict)

    @property
    def opens(self) -> int:
        return self.launched + LEAD

    @property
    def closes(self) -> int:
        ends = [self.opens + self.seconds * 1_000 + self.extensions * EXTENSION]
        if self.close_click is not None:
            ends.append(max(self.close_click + LEAD, self.opens + self.plateau))
        if self.voided is not None:
            ends.append(max(self.voided, self.opens))
        return min(ends)

    @property
    def shuts(self) -> int:
        return self.closes + self.slowest + GRACE + self.margin

    @property
    def reveal(self) -> int | None:
        clicks = [click for click in (self.reveal_click, self.voided) if click is not None]
        return max(min(clicks), self.counted) if clicks and self.counted is not None else None

    @property
    def answer_shown(self) -> int | None:
        reveal = self.reveal
        hidden = reveal is None or (self.voided is not None and self.voided <= reveal)
        return None if hidden else reveal

    @property
    def board(self) -> int | None:
        if self.board_click is None or self.reveal is None:
            return None
        answer = self.answer_shown
        return max(self.board_click, self.reveal if answer is None else answer + 8_000)

    def followed(self, stamp: int, pauses: list[Pause]) -> int:
        """From when on another round or the end may come: the answer and the board were seen.

        What an interlude covered is seen from its end on, which is `stamp` while it is on.
        """
        ends = [self.closes]
        for shown, stays in ((self.answer_shown, 8_000), (self.board, 3_000)):
            seen = shown
            for pause in pauses if seen is not None else ():
                seen = pause.ends(stamp) if pause.covers(seen, stamp) else seen
            ends += [] if seen is None else [seen + stays]
        return max(ends)

    def worth(self, who: str) -> int:
        given = self.answers.get(who)
        if given is None or self.voided is not None:
            return 0
        if not given.right:
            return 0
        # A thousand points, of which a fifth melts away evenly between the plateau and the close.
        melting = self.seconds * 1_000 - self.plateau
        late = min(max(given.elapsed - self.plateau, 0), melting)
        percent = 100 - Fraction(20 * late, melting)
        return floor(percent + Fraction(1, 2)) * 10


@dataclass
class Person:
    """A browser that has joined."""

    nickname: str
    delay: int
    banned: bool = False


@dataclass
class Model:
    """The evening: its rounds, its pauses, its people, and the questions that are left."""

    left: int
    turns: list[Turn] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    pauses: list[Pause] = field(default_factory=list)
    ended_at: int | None = None

    @property
    def live(self) -> list[Turn]:
        return [turn for turn in self.turns if not turn.cancelled]

    @property
    def last(self) -> Turn | None:
        return self.live[-1] if self.live else None

    @property
    def settled(self) -> bool:
        return self.last is None or self.last.reveal is not None

    @property
    def ended(self) -> bool:
        return self.ended_at is not None

    @property
    def on_pause(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].resumed is None

    @property
    def counting(self) -> bool:
        return self.last is not None and self.last.counted is None

    def verdict(self, step: str, now: int) -> str:
        """`yes`, `already` or `no`: the contract's table of steps."""
        if self.ended and step not in ("void", "undo"):
            return "already" if step == "end" else "no"
        possible, done = getattr(self, f"_{step.replace('-', '_')}")(now)
        return "already" if done else "yes" if possible else "no"

    def _launch(self, now: int) -> tuple[bool, bool]:
        return self.settled and self.left > 0, self.last is not None and now < self.last.opens

    def _cancel(self, now: int) -> tuple[bool, bool]:
        latest = self.turns[-1] if self.turns else None
        possible = latest is not None and now <= latest.opens - 1_000
        return possible, latest is not None and latest.cancelled

    def _close(self, now: int) -> tuple[bool, bool]:
        last = self.last
        clicked = last is not None and (last.close_click or last.voided or now >= last.closes)
        return last is not None, bool(clicked)

    def _extend(self, now: int) -> tuple[bool, bool]:
        last = self.last
        if last is None or last.close_click is not None or last.extensions == MOST_EXTENSIONS:
            return False, False
        return last.opens <= now <= last.closes - LEAD, False

    def _reveal(self, now: int) -> tuple[bool, bool]:
        last = self.last
        possible = last is not None and now >= last.opens
        return possible, possible and last is not None and last.reveal_click is not None

    def _board(self, now: int) -> tuple[bool, bool]:
        last = self.last
        possible = last is not None and bool(last.reveal_click or last.voided)
        return possible, possible and last is not None and last.board_click is not None

    def _void(self, now: int) -> tuple[bool, bool]:
        last = self.last
        possible = last is not None and now >= last.opens
        return possible, possible and last is not None and last.voided is not None

    def _again(self, now: int) -> tuple[bool, bool]:
        last = self.last
        possible = last is not None and last.voided is not None and last.answer_shown is None
        return possible, last is not None and last.again

    def _interlude(self, now: int) -> tuple[bool, bool]:
        return True, self.on_pause

    def _interlude_close(self, now: int) -> tuple[bool, bool]:
        last = self.last
        if last is None or last.voided is not None or now < last.opens:
            return False, False
        return not self.on_pause and now < last.closes, self.on_pause

    def _resume(self, now: int) -> tuple[bool, bool]:
        return self.on_pause, bool(self.pauses) and not self.on_pause

    def _end(self, now: int) -> tuple[bool, bool]:
        return self.settled, False

    def _undo(self, now: int) -> tuple[bool, bool]:
        return self.ended_at is not None and now <= self.ended_at - 500, self.ended_at is None

    def answering(self, who: str, turn: Turn | None, value: str, now: int) -> int:
        """The status that an answer must get."""
        person = self.people.get(who)
        if turn is None:
            return 404
        if person is None or person.banned:
            return 401 if person is None else 403
        if who in turn.answers:
            return 200 if turn.answers[who].value == value else 409
        first, last = self.window(who, turn)
        if now < first:
            return 425
        return 410 if now > last else 201

    def window(self, who: str, turn: Turn) -> tuple[int, int]:
        """The first and the last instant at which an answer of theirs may arrive."""
        delay = self.people[who].delay
        return turn.opens + delay, turn.closes + 1_000 + delay

    def may_say(self, who: str, turn: Turn, value: str, sent: int, received: int) -> set[int]:
        """Each status that is right for an answer which arrives some time from `sent` on."""
        first, last = self.window(who, turn)
        edges = (edge for edge in (first, last, last + 1) if sent < edge < received)
        return {self.answering(who, turn, value, at) for at in (sent, *edges, received)}

    def free_name(self, who: str, wanted: str) -> str:
        """The first of "Ming", "Ming 2", "Ming 3" … that nobody else has."""
        taken = {p.nickname.casefold() for other, p in self.people.items() if other != who}
        names = [wanted, *(f"{wanted} {number}" for number in range(2, 10))]
        return next(name for name in names if name.casefold() not in taken)

    def revealed(self, who: str, now: int) -> list[Turn]:
        """The rounds whose answer this person's channel has seen."""
        delay = self.people[who].delay
        return [t for t in self.live if t.reveal is not None and t.reveal + delay <= now]

    def score(self, who: str, turns: list[Turn]) -> int:
        return sum(turn.worth(who) for turn in turns)

    def rank(self, who: str, turns: list[Turn]) -> int:
        """One more than how many, of those who may stay, have more."""
        mine = self.score(who, turns)
        return 1 + sum(score > mine for score in self._scores(turns))

    def tied(self, who: str, turns: list[Turn]) -> int:
        """How many of those who may stay have as much, who is one of them."""
        return self._scores(turns).count(self.score(who, turns))

    def _scores(self, turns: list[Turn]) -> list[int]:
        return [self.score(who, turns) for who, person in self.people.items() if not person.banned]

    def instants(self) -> Iterator[int]:
        """Every instant at which something changes for somebody."""
        for turn in self.turns:
            for instant in (turn.launched, turn.opens, turn.closes, turn.shuts, turn.reveal):
                if instant is not None:
                    yield from (instant, instant + turn.slowest)
            yield from (turn.opens - 1_000, turn.closes + 1_000, turn.closes - LEAD)
            yield turn.closes + 1_000 + turn.slowest
