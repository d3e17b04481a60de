"""The judge of a round: acknowledged = stored = counted, nothing twice, nothing refused counted."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from quiz.bank.kinds.registry import kind_of
from quiz.database import connect_raw
from quiz.events.queries import RoundFacts
from quiz.game.actions import hash_pass, worth
from quiz.game.integrity import database_differences, event_differences
from quiz.web.viewer import PASS_COOKIE
from tests.faults.crowd import REFUSED, STORED, Crowd, Player
from tests.faults.house import House, eventually
from tests.faults.nights import Night, make_night

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

    seats: Mapping[str, tuple[int, str]]  # by pass: the player's number and nickname
    answers: Mapping[int, Stored]  # by the player's number
    scores: Mapping[int, int]
    board: tuple[dict[str, list[list[object]]], dict[str, int], dict[str, int], int, int]


def play_in(house: House, fault: Callable[[Crowd], object], seconds: float = 2) -> Books:
    """Play a round that is open for so many seconds while `fault` goes on, and judge it."""
    night = make_night(house, seconds)
    crowd = Crowd(house, night, night.open(seconds))
    crowd.begin()
    try:
        fault(crowd)
    finally:
        crowd.finish()
    books = judge(house, night, crowd.players)
    assert books.answers, "The round was over before anybody could answer."
    return books


def read_books(house: House, night: Night, played: RoundFacts) -> Books:
    """Everything on disk about the night, read past the application."""
    connection = connect_raw(house.url)
    mark = "?" if house.url.startswith("sqlite") else "%s"

    def rows(sql: str, value: int) -> list[tuple[object, ...]]:
        return list(connection.execute(sql.replace("?", mark), (value,)).fetchall())

    passes = rows("SELECT pass_hash, id, nickname FROM player WHERE event_id = ?", night.event_id)
    sql = "SELECT player_id, value, elapsed_ms, points FROM answer WHERE round_id = ?"
    answers = rows(sql, played.times.id)
    scores = rows("SELECT player_id, score FROM standing WHERE event_id = ?", night.event_id)
    sql = "SELECT top, histogram, spread, players, answers FROM board WHERE round_id = ?"
    (board,) = rows(sql, played.times.id)
    connection.close()
    plain = [json.loads(part) if isinstance(part, str) else part for part in board]
    return Books(
        seats={row[0]: (row[1], row[2]) for row in passes},
        answers={row[0]: Stored(*row[1:]) for row in answers},
        scores=dict(scores),
        board=tuple(plain),
    )


def judge(house: House, night: Night, players: Iterable[Player]) -> Books:
    """Wait for the count, ask everybody's answer again, and compare all that can be compared."""
    played = night.wait_for_count()
    everybody = list(players)
    ask_again(everybody)
    books = read_books(house, night, played)
    seated = [player for player in everybody if player.verdicts("player")]
    numbers = [judge_seat(player, books) for player in seated]
    for player, number in zip(seated, numbers, strict=True):
        judge_answers(player, books.answers.get(number))
    assert set(books.answers) <= set(numbers), "An answer that nobody sent is stored."
    judge_points(played, books)
    judge_board(books)
    judge_me(house, books, seated[:: max(1, len(seated) // ASKED)])
    with night.app.app_context():
        assert [str(sentence) for sentence in event_differences(night.event_id)] == []
        assert [str(sentence) for sentence in database_differences()] == []
    return books


def ask_again(players: Iterable[Player]) -> None:
    """Every tenth asks once more what became of its answer, long after the door."""
    asking = [player for player in players if player.verdicts()][::10]
    for player in asking:
        player.answer(1, player.verdicts()[0].value)
        player.hang_up()


def judge_seat(player: Player, books: Books) -> int:
    """Its pass is one player, under the nickname that it was told; gives the player's number."""
    joins = player.verdicts("player")
    assert {told.status for told in joins} <= {201, 200}, joins
    number, nickname = books.seats[hash_pass(player.cookies[PASS_COOKIE])]
    assert [told.body["nickname"] for told in joins] == [nickname] * len(joins)
    return number


def judge_answers(player: Player, stored: Stored | None) -> None:
    """What it was told for certain is what is on disk, each time that it asked."""
    verdicts = player.verdicts()
    for told in verdicts:
        assert told.status in STORED | REFUSED, (told, player.told)
        if stored is None:
            assert told.status in REFUSED, (told, player.told)
        elif told.status == 409:
            assert told.body["answer"] == stored.value != told.value, (stored, player.told)
        else:
            assert told.status in STORED, (told, stored, player.told)
            assert (told.value, told.body["elapsed_ms"]) == (stored.value, stored.elapsed_ms)
    # A new answer is new once; after a silence it may have been nobody who was told so.
    assert sum(told.status == 201 for told in verdicts) <= 1, player.told


def judge_points(played: RoundFacts, books: Books) -> None:
    """Each answer has the points that its value and its time are worth, and is in the score."""
    longest = played.times.window(0)[1] - played.times.window(0)[0]
    content = dict(played.content)
    for stored in books.answers.values():
        assert 0 <= stored.elapsed_ms <= longest
        credit = kind_of(content).credit(content, stored.value)
        assert stored.points == worth(played, credit, stored.elapsed_ms)
    assert books.scores == {number: stored.points for number, stored in books.answers.items()}


def judge_board(books: Books) -> None:
    """The board is what the answers on disk make it: order, ranks, shares, numbers."""
    top, histogram, spread, players, answers = books.board
    nicknames = dict(books.seats.values())
    scores = {number: books.scores.get(number, 0) for number in nicknames}
    by_score = Counter(scores.values())
    ranked = sorted(books.scores.items(), key=lambda row: (-row[1], row[0]))[:100]
    rows = [
        [
            number,
            nicknames[number],
            score,
            1 + sum(other > score for other in scores.values()),
            None,
        ]
        for number, score in ranked
    ]
    assert top["rows"] == rows
    # Who joined between the count and now is not on it.
    late = len(nicknames) - players
    assert late >= 0
    by_score[0] -= late
    assert {int(score): count for score, count in histogram.items()} == +by_score
    assert spread == Counter(stored.value for stored in books.answers.values())
    assert answers == len(books.answers)


def judge_me(house: House, books: Books, players: Iterable[Player]) -> None:
    """What the phones show in the end is what was counted."""
    for player in players:
        assert eventually(lambda one=player: one.me().json["result"] is not None)
        mine = player.me().json
        player.hang_up()
        number, nickname = books.seats[hash_pass(player.cookies[PASS_COOKIE])]
        stored = books.answers.get(number)
        assert mine["player"]["nickname"] == nickname
        assert mine["answer"] == (None if stored is None else stored.value)
        assert mine["result"]["points"] == (0 if stored is None else stored.points)
        assert mine["score"] == (0 if stored is None else stored.points)
        better = sum(score > mine["score"] for score in books.scores.values())
        assert mine["rank"] == 1 + better
