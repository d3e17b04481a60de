"""The demo's past evening, played by the product's own functions, so that its scores are true."""

import secrets
from dataclasses import dataclass
from random import Random

from flask_babel import gettext as _

from quiz.audit.actions import CONSOLE
from quiz.bank.kinds.registry import kind_of
from quiz.capacity.rules import UNMEASURED
from quiz.errors import Unavailable
from quiz.events.actions.steps import Surroundings
from quiz.events.facts import RoundFacts
from quiz.events.models import Event
from quiz.events.queries import event_facts
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.game.actions.play import Seat, answer, join
from quiz.game.actions.steps import play_step
from quiz.game.ledger.entries import Entry, Outcome, Seated
from quiz.game.ledger.thread import Ledger
from quiz.game.nicknames import check_nickname
from quiz.game.queries import session_book
from quiz.game.reader import Reader
from quiz.game.rules import Arrival, Verdict
from quiz.game.tally.thread import Counting
from quiz.waiting import run_inline

HOUR_S = 3_600.0
CROWD = {"fr": 64, "zh": 96}
# The others take what the server suggests.
HANDLES = {
    "fr": (
        "Camille, Louis de Lyon, Mamie Jade, Zoé, Théo75, La Fée Clochette, Hugo, Inès, Grand-Père "
        "Paul, Manon, Le Chat du musée, Ambre, Jules, Nour, Maëlle & Tom, Basile, Capucine, Élise, "
        "Kenza, Potier du Berry, Sacha, Lou, Agathe, Ulysse, Violette, Marius, Salomé, Octave"
    ),
    "zh": (
        "小雨, 陶瓷迷老王, 北京的风, 西湖边, 豆豆妈, 阿杰, 一杯清茶, 南山, 小橘子, 江南烟雨, "
        "博物馆常客, 糖糖, 老张, 月亮湾, 晓晓, 胡同口, 青衫, 柚子, 山里人家, 云上, 乐乐, 大熊, "
        "瓷都小妹, 海棠依旧, 阿宝, 文博爱好者, 冬瓜, 静水, 半夏, 星星点灯, 阿福, 桃子, 书生, "
        "风铃, 长安客, 小满"
    ),
}
ELSEWHERE = 0.08  # the share that follows the other language's stream
SILENT = 0.07  # the share of questions that somebody lets pass
LATE = 0.2  # the share that comes after the first question


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who played: number and channel, language, what they know, when they came."""

    player: tuple[int, int]
    language: str
    skill: float
    first_round: int


class Unhurried(Ledger):
    """A ledger that nobody waits for: all of an evening is written in one long transaction."""

    async def put(self, entry: Entry, patience: float = HOUR_S) -> Outcome:
        """Have `entry` written, however long ago the transaction began."""
        return await super().put(entry, patience)


class PastEvening:
    """An event that is played from its start to its end, at instants that are long past."""

    def __init__(self, event: Event, reader: Reader, rng: Random) -> None:
        self.event_id = event.id
        self.channels = {channel.language: channel.id for channel in event.channels}
        self.now = event.starts_at
        self._reader = reader
        self._rng = rng
        # Not started, so it writes at once, in the session's own transaction.
        self._ledger = Unhurried(session_book)
        self._counting = Counting(session_book, lambda: self.now)
        self.guests: list[Guest] = []

    def play(self, rounds: int) -> None:
        """Everybody joins; so many rounds are launched, answered, counted and shown; the end."""
        for language, many in CROWD.items():
            for place in range(many):
                self.guests.append(self._seat(language, place))
        for number in range(1, rounds + 1):
            self._play_round(number)
        self._step(Step.END)

    def _seat(self, language: str, place: int) -> Guest:
        rng = self._rng
        handles = HANDLES[language].split(", ")
        nickname = check_nickname(handles[place]) if place < len(handles) else None
        elsewhere = {"fr": "zh", "zh": "fr"}[language]
        channel = self.channels[elsewhere if rng.random() < ELSEWHERE else language]
        seat = Seat(self.event_id, channel, language, may_move=True)
        joined = self.now - rng.randrange(60_000, 1_500_000)
        seated = run_inline(join(self._ledger, seat, secrets.token_hex(16), nickname, joined, rng))
        if not isinstance(seated, Seated):
            raise Unavailable(_("The demo's past evening could not be written."))
        first = rng.randint(2, 4) if rng.random() < LATE else 1
        return Guest((seated.player_id, channel), language, rng.betavariate(4, 3), first)

    def _play_round(self, number: int) -> None:
        self._step(Step.LAUNCH)
        played = self._round(number)
        for guest in self.guests:
            if guest.first_round <= number and self._rng.random() >= SILENT:
                self._answer(guest, played)
        self.now = played.times.shuts
        self._counting.run_once()
        db.session.expire_all()
        self.now += 1_000
        self._step(Step.REVEAL)
        self.now += 25_000
        self._step(Step.BOARD)
        self.now += 40_000

    def _answer(self, guest: Guest, played: RoundFacts) -> None:
        """A quick, a thoughtful or a hesitant answer, always within the time."""
        content = dict(played.content)
        kind = kind_of(content)
        raw = kind.recall(content, guest.skill, guest.language, self._rng)
        value = kind.parse(content, raw, guest.language)
        share = min(0.98, self._rng.lognormvariate(-0.8, 0.45) * (1.3 - guest.skill / 2))
        arrived = played.times.window(guest.player[1])[0] + round(
            1_500 + share * (played.times.seconds * 1_000 - 1_500)
        )
        given = answer(self._ledger, self._reader, played, guest.player, value, Arrival.at(arrived))
        receipt = run_inline(given)
        if receipt.verdict is not Verdict.ACCEPTED:
            raise Unavailable(_("The demo's past evening could not be written."))

    def _step(self, step: Step) -> None:
        around = Surroundings(self.now, len(self.guests), UNMEASURED, self._rng, CONSOLE)
        play_step(self.event_id, step, around)
        self.now += 1_000

    def _round(self, number: int) -> RoundFacts:
        facts = event_facts(self.event_id)
        played = None if facts is None else facts.numbered(number)
        if played is None:
            raise Unavailable(_("The demo's past evening could not be written."))
        return played
