"""The judge of a round: acknowledged = stored = counted, nothing twice, nothing refused counted.

What everybody was told goes through the model of an evening; the disk and the phones must agree.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quiz.database import connect_raw
from quiz.events.facts import RoundFacts
from quiz.events.timeline import STAMP_MS
from quiz.game.actions.play import hash_pass
from quiz.game.integrity.check import database_differences, event_differences
from quiz.game.nicknames import is_suggested
from quiz.game.rules import named_tiers
from quiz.game.ties import tiers
from quiz.web.crowd.cookies import PASS_COOKIE
from tests.faults.crowd import Crowd, Player
from tests.faults.house import House, eventually
from tests.faults.nights import Night, make_night
from tests.faults.replay import APART_MS, replay, turn_of
from tests.model import Model

# For so long a test lets somebody else keep the database from writing.
HELD_S = 3
JOINING_MS = 2_000  # from a join's instant to the disk, when nobody holds anything
LONGER = (1, 2, 4, 8)  # times as long as a test asks for, until every worker knows in time
UNREAD_MS = 20_000  # for so long after its join no board shows a name that nobody has read
ASKED = 12  # of whom `me` is compared: they are spread over the whole crowd
Play = Callable[..., "Books"]


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it is on disk."""

    value: str
    elapsed_ms: int
    points: int


@dataclass(frozen=True, slots=True)
class Books:
    """What the database holds of a night after its count."""

    # By pass: the player's number, nickname and instant of joining.
    seats: Mapping[str, tuple[int, str, int]]
    answers: Mapping[int, Stored]  # by the player's number
    scores: Mapping[int, int]
    board: tuple[dict[str, list[list[object]]], dict[str, int], dict[str, int], int, int]
    rows: tuple[int, int, int]  # of seats, answers and scores, each twice if it is there twice
    counting: tuple[int, int]  # when the door was shut, and when the count holds


def play_in(house: House, fault: Callable[[Crowd], object], seconds: float = 2) -> Books:
    """Play a round that is open for so many seconds while `fault` goes on, and judge it."""
    crowd = gather(house, seconds)
    try:
        fault(crowd)
    finally:
        crowd.finish()
    books = judge(house, crowd.night, crowd.players)
    assert books.answers, "The round was over before anybody could answer."
    return books


def gather(house: House, seconds: float) -> Crowd:
    """A crowd that has begun to answer; a slow machine, on which time was over, gets longer."""
    for longer in LONGER:
        night = make_night(house, longer * seconds)
        crowd = Crowd(house, night, night.open(longer * seconds))
        if crowd.begin():
            return crowd
        crowd.finish()
    raise AssertionError("No question was still open when every worker knew it.")


def read_books(house: House, night: Night, played: RoundFacts) -> Books:
    """Everything on disk about the night, read past the application."""
    connection = connect_raw(house.url)
    mark = "?" if house.url.startswith("sqlite") else "%s"

    def rows(sql: str, value: int) -> list[tuple[object, ...]]:
        return list(connection.execute(sql.replace("?", mark), (value,)).fetchall())

    sql = "SELECT pass_hash, id, nickname, joined_at FROM player WHERE event_id = ?"
    passes = rows(sql, night.event_id)
    sql = "SELECT player_id, value, elapsed_ms, points FROM answer WHERE round_id = ?"
    answers = rows(sql, played.times.id)
    scores = rows("SELECT player_id, score FROM standing WHERE event_id = ?", night.event_id)
    sql = "SELECT top, histogram, spread, players, answers FROM board WHERE round_id = ?"
    (board,) = rows(sql, played.times.id)
    (counting,) = rows("SELECT shut_at, counted_at FROM round WHERE id = ?", played.times.id)
    connection.close()
    plain = [json.loads(part) if isinstance(part, str) else part for part in board]
    return Books(
        seats={row[0]: row[1:] for row in passes},
        answers={row[0]: Stored(*row[1:]) for row in answers},
        scores=dict(scores),
        board=tuple(plain),
        rows=(len(passes), len(answers), len(scores)),
        counting=counting,
    )


def judge(house: House, night: Night, players: Iterable[Player]) -> Books:
    """Wait for the count, ask everybody's answer again, and compare all that can be compared."""
    played = night.wait_for_count()
    everybody = list(players)
    ask_again(everybody)
    model = replay(turn_of(played), played.content["key"]["right"], everybody)
    books = read_books(house, night, played)
    judge_books(model, books)
    seated = [player for player in everybody if player.cookies[PASS_COOKIE] in model.people]
    judge_me(model, seated[:: max(1, len(seated) // ASKED)])
    with night.app.app_context():
        found = [*event_differences(night.event_id), *database_differences()]
    assert not found, [str(sentence) for sentence in found]
    return books


def ask_again(players: Iterable[Player]) -> None:
    """Every tenth asks once more what became of its answer, long after the door."""
    asking = [player for player in players if player.verdicts()][::10]
    for player in asking:
        player.answer(1, player.verdicts()[0].value)
        player.hang_up()


def judge_books(model: Model, books: Books) -> None:
    """What is on disk is what was acknowledged, each answer once, with its points."""
    turn = model.turns[0]
    numbers: dict[int, str] = {}
    for who, person in model.people.items():
        number, nickname, _joined_at = books.seats[hash_pass(who)]
        assert nickname == person.nickname
        numbers[number] = who
    kept = {
        number: Stored(turn.answers[who].value, turn.answers[who].elapsed, turn.worth(who))
        for number, who in numbers.items()
        if who in turn.answers
    }
    assert books.answers == kept
    assert books.scores == {number: model.score(numbers[number], [turn]) for number in kept}
    assert books.rows == (len(books.seats), len(kept), len(kept))
    judge_board(model, books, numbers)


def judge_board(model: Model, books: Books, numbers: Mapping[int, str]) -> None:
    """The board is what the acknowledged answers make it: order, ranks, shares, numbers."""
    top, histogram, spread, players, answers = books.board
    turn = model.turns[0]
    scores = {
        number: model.score(who, [turn]) for number, who in numbers.items() if who in turn.answers
    }
    ranked = sorted(scores.items(), key=lambda row: (-row[1], row[0]))
    by_score = Counter(scores.values())
    named = [tier.score for tier in named_tiers(tiers(by_score, {}))]
    rows = [
        [number, score, model.rank(who, [turn]), None]
        for place, (number, score) in enumerate(ranked)
        if place < 100 or score in named
        for who in (numbers[number],)
    ]
    assert [[number, *rest] for number, _name, *rest in top["rows"]] == rows
    judge_names(books)
    # Who only looks has a seat as well, and who joined since the count is not on the board.
    least, most = seats_counted(books)
    assert least <= players <= most
    by_score[0] += players - len(scores)
    assert {int(score): count for score, count in histogram.items()} == +by_score
    assert spread == Counter(given.value for given in turn.answers.values())
    assert answers == len(turn.answers)


def judge_names(books: Books) -> None:
    """Whoever joined twenty seconds before the count has the own name there, else one of ours."""
    joined = {number: (name, at) for number, name, at in books.seats.values()}
    for number, shown, *_rest in books.board[0]["rows"]:
        name, at = joined[number]
        if is_suggested(name) or at + UNREAD_MS <= books.counting[1]:
            assert shown == name
        else:
            words, _space, figures = str(shown).rpartition(" ")
            assert (is_suggested(words), len(figures), figures.isdecimal()) == (True, 4, True)


def seats_counted(books: Books) -> tuple[int, int]:
    """The fewest and the most seats that the count can have found.

    It is made after the door is shut, and 500 ms before it holds: who joined between may be on the
    board or not. A join is on disk at most two seconds after its instant; one that shared a batch
    with answers, two seconds after somebody else let those through.
    """
    shut, holds = books.counting
    joined = [joined_at for _number, _nickname, joined_at in books.seats.values()]
    least = sum(at < shut - JOINING_MS - 1_000 * HELD_S for at in joined)
    return least, sum(at <= holds - STAMP_MS + APART_MS for at in joined)


def judge_me(model: Model, players: Iterable[Player]) -> None:
    """What the phones show in the end is what the model says."""
    turn = model.turns[0]
    for player in players:
        assert eventually(lambda one=player: one.me().json["result"] is not None)
        mine = player.me().json
        player.hang_up()
        who = player.cookies[PASS_COOKIE]
        given = turn.answers.get(who)
        told = given if turn.answer_shown is not None else None
        credit = None if told is None else float(told.right)
        assert mine["player"]["nickname"] == model.people[who].nickname
        assert mine["answer"] == (None if given is None else given.value)
        assert mine["result"] == {"credit": credit, "points": turn.worth(who)}
        assert mine["score"] == model.score(who, [turn])
        assert mine["rank"] == model.rank(who, [turn])
        assert mine["score"] == 0 or mine["tied"] == model.tied(who, [turn])
