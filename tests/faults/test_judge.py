"""The judge refuses what cannot be: an answer that was lost, doubled, early, late or denied."""

from dataclasses import replace

import pytest

from quiz.game.actions.play import hash_pass
from quiz.web.crowd.cookies import PASS_COOKIE
from tests.faults.crowd import SILENCE, Player, Told
from tests.faults.judge import Books, Stored, judge_books, judge_names
from tests.faults.nights import CHANNEL
from tests.faults.replay import replay
from tests.model import Model, Turn

LAUNCHED, PLATEAU_MS, SECONDS, WAY_MS = 1_000_000, 4_000, 12, 20
OPENS = LAUNCHED + 5_000
CLOSES = OPENS + SECONDS * 1_000
RIGHT, WRONG = "right", "wrong"
PASSES = ("a" * 32, "b" * 32)
NAMES = ("Ming", "Zoé")

GIVEN_MS = 8_000  # after the opening: half of the time in which a fifth of the points is lost
SENT = OPENS + GIVEN_MS - 10
AGAIN = SENT + 500
AFTER_ALL = CLOSES + 4_000
SHUT = CLOSES + 3_100
COUNTED = SHUT + 900
KEPT = Books(
    seats={hash_pass(one): (n, NAMES[n], LAUNCHED) for n, one in enumerate(PASSES)},
    answers={0: Stored(RIGHT, GIVEN_MS, 900)},
    scores={0: 900},
    board=({"rows": [[0, "Ming", 900, 1, None]]}, {"900": 1, "0": 1}, {RIGHT: 1}, 2, 1),
    rows=(2, 1, 1),
    counting=(SHUT, COUNTED),
)
# On these books, the board is without Zoé.
ALONE = replace(KEPT, board=(KEPT.board[0], {"900": 1}, KEPT.board[2], 1, 1))


def seat_ming(books: Books, joined_at: int, shown: str) -> Books:
    """The books as they would be if Ming had joined at that instant, and the board said so."""
    top = {"rows": [[0, shown, 900, 1, None]]}
    seats = books.seats | {hash_pass(PASSES[0]): (0, NAMES[0], joined_at)}
    return replace(books, seats=seats, board=(top, *books.board[1:]))


def seat_zoe(books: Books, joined_at: int) -> Books:
    """The books as they would be if Zoé had joined at that instant."""
    return replace(books, seats=books.seats | {hash_pass(PASSES[1]): (1, NAMES[1], joined_at)})


def say(value: str, status: int, sent: int, /, **body: object) -> Told:
    """An answer that was sent, and what came back a moment later."""
    return Told("/my/night/rounds/1/answer", value, status, body, sent, sent + WAY_MS)


def accept(status: int = 201, sent: int = SENT, elapsed_ms: int = GIVEN_MS) -> Told:
    """A receipt for the right answer."""
    return say(RIGHT, status, sent, status="accepted", elapsed_ms=elapsed_ms)


LOST = say(RIGHT, SILENCE, SENT)
AWAY = say(RIGHT, 503, SENT)
OTHER = say(WRONG, 409, AGAIN, answer=RIGHT)
LATE = say(RIGHT, 410, AFTER_ALL)


def play(answers: list[Told]) -> Model:
    """The evening in which Ming was told that of its answers; Zoé came too late."""
    players = []
    for nickname, one, told in zip(NAMES, PASSES, (answers, [LATE]), strict=True):
        seat = {"nickname": nickname, "channel": CHANNEL}
        joined = Told("/my/night/player", "", 201, seat, LAUNCHED, LAUNCHED + WAY_MS)
        player = Player(0, "night", CHANNEL, nickname, {PASS_COOKIE: one}, told=[joined, *told])
        players.append(player)
    turn = Turn(1, LAUNCHED, PLATEAU_MS, seconds=SECONDS, slowest=0)
    return replay(turn, [RIGHT], players)


@pytest.mark.parametrize(
    "answers",
    [
        [accept()],
        [accept(), accept(200, AGAIN), OTHER, accept(200, AFTER_ALL)],
        [LOST, accept(200, AGAIN)],
        [AWAY, accept(200, AFTER_ALL)],
        [say(RIGHT, SILENCE, SENT - 2_000), accept()],
        [say(RIGHT, SILENCE, SENT - 2_000), accept(200, AGAIN)],
        # Two tabs at once: either may have come first.
        [replace(OTHER, sent=SENT), accept()],
    ],
)
def test_what_can_be_is_admitted(answers: list[Told]) -> None:
    judge_books(play(answers), KEPT)


@pytest.mark.parametrize(
    "books",
    [
        pytest.param(seat_zoe(KEPT, SHUT + 200), id="joined before the count"),
        pytest.param(seat_zoe(ALONE, SHUT + 200), id="joined during the count"),
        pytest.param(seat_zoe(ALONE, COUNTED), id="joined since the count"),
    ],
)
def test_who_joins_while_it_is_counted_may_be_on_the_board(books: Books) -> None:
    judge_books(play([accept()]), books)


@pytest.mark.parametrize(
    ("before_ms", "shown", "is_right"),
    [
        (20_000, "Ming", True),
        (19_999, "Bol doux 4821", True),
        (19_999, "Ming", False),
        (19_999, "Bol doux", False),
        (20_000, "Bol doux 4821", False),
    ],
)
def test_a_name_is_on_the_board_when_there_was_time_to_read_it(
    before_ms: int, shown: str, is_right: bool
) -> None:
    books = seat_ming(KEPT, COUNTED - before_ms, shown)
    if is_right:
        judge_names(books)
    else:
        with pytest.raises(AssertionError):
            judge_names(books)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([accept(), accept(201, AGAIN)], id="two are new"),
        pytest.param([accept(), say(WRONG, 201, AGAIN, elapsed_ms=8_500)], id="two are stored"),
        pytest.param([accept(), accept(200, AGAIN, 8_500)], id="the receipts differ"),
        pytest.param([accept(201, OPENS - 3_000, 0)], id="accepted before the opening"),
        pytest.param([accept(201, CLOSES + 2_000, 14_000)], id="accepted after the end"),
        pytest.param([accept(201, AGAIN)], id="stored before it was sent"),
        pytest.param([AWAY, accept(200, AGAIN, 8_400)], id="nobody sent it then"),
        pytest.param([accept(200)], id="an old one that was never new"),
        pytest.param([accept(200, SENT - 1_000), accept()], id="old before it was new"),
        pytest.param([OTHER], id="another one that was never stored"),
        pytest.param([accept(), replace(OTHER, body={"answer": WRONG})], id="another is shown"),
        pytest.param([replace(OTHER, sent=SENT - 900, received=SENT - 800), accept()], id="409"),
        pytest.param([accept(), say(RIGHT, 410, AFTER_ALL)], id="too late, and stored"),
        pytest.param([say(RIGHT, 410, SENT - 1_000), accept()], id="too late, then in time"),
        pytest.param([say(RIGHT, 410, SENT)], id="too late in time"),
        pytest.param([say(RIGHT, 425, SENT)], id="too early in time"),
        pytest.param([say(RIGHT, 401, SENT)], id="not joined after joining"),
    ],
)
def test_a_log_that_cannot_be_is_refused(answers: list[Told]) -> None:
    with pytest.raises(AssertionError):
        play(answers)


TOP = {"rows": [[0, "Ming", 1_800, 1, None]]}


@pytest.mark.parametrize(
    ("answers", "books"),
    [
        pytest.param([accept()], replace(KEPT, answers={}, scores={}), id="lost"),
        pytest.param([LATE], KEPT, id="refused, and stored"),
        pytest.param([LOST], KEPT, id="never acknowledged"),
        pytest.param(
            [accept()], replace(KEPT, answers={0: Stored(WRONG, GIVEN_MS, 0)}), id="another"
        ),
        pytest.param(
            [accept()], replace(KEPT, answers={0: Stored(RIGHT, GIVEN_MS, 1_000)}), id="points"
        ),
        pytest.param([accept()], replace(KEPT, scores={0: 1_800}), id="counted twice"),
        pytest.param([accept()], replace(KEPT, scores={}), id="not counted"),
        pytest.param(
            [accept()], replace(KEPT, board=({"rows": []}, *KEPT.board[1:])), id="not on the board"
        ),
        pytest.param([accept()], replace(KEPT, board=(TOP, *KEPT.board[1:])), id="board twice"),
        pytest.param([accept()], replace(KEPT, board=(*KEPT.board[:4], 2)), id="a number too many"),
        pytest.param([accept()], ALONE, id="a seat is not on the board"),
        pytest.param([accept()], seat_zoe(KEPT, COUNTED), id="on the board before joining"),
        pytest.param([accept()], replace(KEPT, rows=(3, 1, 1)), id="a seat is there twice"),
        pytest.param([accept()], replace(KEPT, rows=(2, 2, 1)), id="an answer is there twice"),
        pytest.param([accept()], replace(KEPT, rows=(2, 1, 2)), id="a score is there twice"),
    ],
)
def test_books_that_differ_from_the_log_are_refused(answers: list[Told], books: Books) -> None:
    model = play(answers)
    with pytest.raises(AssertionError):
        judge_books(model, books)
