"""`quiz rehearse`: players who read scenes, answer every kind, ask again, and notice lies."""

import random
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from werkzeug.serving import BaseWSGIServer

from quiz.bank.actions import import_questions
from quiz.bank.kinds.registry import kind_of
from quiz.bank.queries import demo_file, list_questions
from quiz.cli import main
from quiz.cli.rehearsal.connection import Heard, ResponseReader, site_of
from quiz.cli.rehearsal.report import Report, Result, rank_faults
from quiz.cli.rehearsal.sight import read_scene
from quiz.cli.rehearsal.twin import ELSEWHERE
from quiz.database import writing
from quiz.events.rules import Step
from quiz.extensions import db
from tests.cli.bad_network import Unreliable
from tests.clocks import EVENING, SettableClock
from tests.evenings import make_evening
from tests.phones import Hall

KINDS = {"single", "multiple", "true_false", "order", "number", "text", "poll"}


def test_a_player_reads_every_kind_and_what_they_say_is_an_answer(
    app: Flask, clock: SettableClock, rng: random.Random
) -> None:
    with writing():
        bank = import_questions("V&A", demo_file(), EVENING).bank
        one_each = {question.kind: question for question in list_questions(bank.id)}
        db.session.commit()
    hall = Hall(app, make_evening(app, clock, rng, *one_each.values()))
    assert set(one_each) == KINDS
    for number, kind in enumerate(one_each, start=1):
        played = hall.evening.launch_and_open()
        for phone in (hall.phone(lang="fr"), hall.phone(lang="zh")):
            sight = read_scene(phone.scene().data)
            assert (sight.phase, sight.number, sight.kind) == ("open", number, kind)
            assert sight.seconds == played.times.seconds
            ids = [choice["id"] for choice in played.content["choices"]]
            assert sorted(sight.choices) == sorted(ids)
            for _ in range(20):
                own = kind_of(sight.public)
                raw = own.guess(sight.public, phone.lang, rng)
                value = kind_of(played.content).parse(dict(played.content), raw, phone.lang)
                assert value == own.parse(sight.public, raw, phone.lang)
        hall.evening.count()
        hall.evening.step(Step.REVEAL)
        hall.evening.clock.advance(4_000)
        sight = read_scene(hall.phone().scene().data)
        assert (sight.phase, sight.number) == ("revealed", number)


def test_who_knows_everything_is_right(app: Flask, clock: SettableClock) -> None:
    rng = random.Random(1)
    with writing():
        bank = import_questions("V&A", demo_file(), EVENING).bank
        hall = Hall(app, make_evening(app, clock, rng, *list_questions(bank.id)))
    for _number in range(30):
        played = hall.evening.launch_and_open()
        content, kind = dict(played.content), kind_of(played.content)
        for language in ("fr", "zh"):
            value = kind.parse(content, kind.recall(content, 2.0, language, rng), language)
            assert kind.credit(content, value) in (None, Fraction(1))
            kind.parse(content, kind.recall(content, 0.3, language, rng), language)
        hall.evening.step(Step.VOID)
        hall.evening.count()


@pytest.mark.parametrize(
    ("url", "host", "port", "secure"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1", 8000, False),
        ("quiz.example", "quiz.example", 80, False),
        ("https://quiz.example/", "quiz.example", 443, True),
        ("http://[::1]:81", "::1", 81, False),
    ],
)
def test_a_url_names_a_site(url: str, host: str, port: int, secure: bool) -> None:
    site = site_of(url)
    assert (site.host, site.port, site.tls is not None) == (host, port, secure)


@pytest.mark.parametrize("size", [1, 7, 1_000])
@pytest.mark.parametrize(
    ("header", "rest", "body"),
    [
        ("Content-Length: 3", b"ab", None),
        ("Content-Length: 3", b"abc", b"abc"),
        ("Content-Length: 0", b"", b""),
        ("Transfer-Encoding: chunked", b"3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n", b"abcde"),
        ("Transfer-Encoding: chunked", b"3\r\nabc\r\n2\r\nd", None),
        ("Transfer-Encoding: chunked", b"3\r\nabc\r\n", None),
        ("Transfer-Encoding: chunked", b"3", None),
    ],
)
def test_a_response_is_whole_or_waited_for(
    header: str, rest: bytes, body: bytes | None, size: int
) -> None:
    sent = f"HTTP/1.1 425 Too Early\r\nSet-Cookie: a=b; Path=/\r\n{header}\r\n\r\n".encode() + rest
    reader = ResponseReader()
    for begin in range(0, len(sent), size):
        reader.feed(sent[begin : begin + size])
    assert reader.is_whole == (body is not None)
    if body is not None:
        heard = reader.response(1.0)
        assert (heard.status, heard.cookies(), heard.body) == (425, {"a": "b"}, body)


@pytest.mark.parametrize(
    ("results", "faults"),
    [
        ([(9, 1), (9, 1), (5, 3), (0, 4)], 0),
        ([(9, 1), (5, 7), (5, 7), (0, 20)], 0),
        ([(9, 1), (9, 2)], 1),
        ([(9, 1), (9, 1), (5, 2)], 1),
        ([(9, 2), (5, 1)], 1),
    ],
)
def test_ranks_that_cannot_be_are_said(results: list[tuple[int, int]], faults: int) -> None:
    told = [Result(score, rank, players=50) for score, rank in results]
    assert len(list(rank_faults(1, told))) == faults


def test_a_tie_break_divides_those_of_one_score() -> None:
    ranks = [(9, 1), (9, 2), (9, 2), (5, 4)]
    told = [Result(score, rank, 50, has_credit=False) for score, rank in ranks]
    assert list(rank_faults(1, told)) == []
    told.append(Result(0, 4, 50, has_credit=False))
    assert list(rank_faults(1, told)) == ["Round 1: a lower score has too high a rank."]


def test_a_round_made_void_has_two_boards() -> None:
    """Half of the players heard the old board, some the new one, one of them in between."""
    report = Report()
    report.results[1] = [
        *(Result(score, rank, 50, heard_at=10.0) for score, rank in ((9, 1), (5, 2))),
        Result(0, 1, 50, heard_at=18.5),
        *(Result(0, 1, 50, heard_at=20.0 + n, void=True) for n in range(3)),
    ]
    assert list(report.promises()) == []
    report.results[1].append(Result(5, 4, 50, heard_at=21.0, void=True))
    assert list(report.promises()) == ["Round 1: a lower score has too high a rank."]


def test_who_found_it_full_is_no_fault() -> None:
    report = Report()
    said = Heard(503, (("retry-after", "30"),), b'{"status":"full"}', 1.0)
    away = Heard(503, (("retry-after", "1"),), b'{"status":"away"}', 1.0)
    assert (said.is_full, away.is_full) == (True, False)
    report.note("join", said)
    report.full += 1
    assert (list(report.promises()), dict(report.asked_again)) == ([], {})
    assert "1 players found the quiz full and watch along." in report.lines(1)


def test_lies_are_said() -> None:
    report = Report()
    for status in (200, 404, 500, 503):
        report.note("answer", Heard(status, (), b"", 1.0))
    report.kept = {(1, 10): "a", (1, 11): "b"}
    report.open_questions = {(1, 12)}
    assert list(report.promises()) == [
        "1 × answer got status 404.",
        "1 × answer got status 500.",
        "1 answers never got a verdict.",
    ]
    assert list(report.check_stored({(1, 10): "a", (1, 11): "b", (1, 12): "c"})) == []
    assert list(report.check_stored({(1, 10): "x", (1, 13): "c"})) == [
        "2 acknowledged answers are not stored as sent.",
        "1 answers are stored and were refused.",
    ]


def test_a_crowd_plays_a_round_on_a_bad_network(
    unreliable: tuple[BaseWSGIServer, Unreliable], runner: FlaskCliRunner
) -> None:
    server, wrapped = unreliable
    url = f"http://127.0.0.1:{server.port}"
    words = ["rehearsal", "--players", "24", "--url", url, "--stage", "--rounds", "1"]
    done = runner.invoke(main, ["rehearse", "--here", *words])
    lines = done.output.splitlines()
    assert (done.exit_code, lines[-1]) == (0, "Every promise was kept."), done.output
    assert "24 of 24 players joined." in lines
    enough = "102,857 players can answer within 10 s, 205,714 within 20 s, 308,571 within 30 s."
    assert f"On these machines {enough}" in lines
    assert "Done: round 1 is launched." in lines
    assert wrapped.failed > 5


def test_an_unknown_event_is_said(
    unreliable: tuple[BaseWSGIServer, Unreliable], runner: FlaskCliRunner
) -> None:
    url = f"http://127.0.0.1:{unreliable[0].port}"
    done = runner.invoke(main, ["rehearse", "nowhere", "--here", "--url", url])
    assert (done.exit_code, done.output) == (1, "Error: There is no event with this code.\n")
    done = runner.invoke(main, ["rehearse", "nowhere", "--url", url])
    assert (done.exit_code, done.output) == (1, f"Error: {ELSEWHERE}\n")


def test_silence_is_said(runner: FlaskCliRunner) -> None:
    done = runner.invoke(main, ["rehearse", "va2020", "--here", "--url", "http://127.0.0.1:9"])
    said = "Error: Nobody answers there. Is quiz serve running?\n"
    assert (done.exit_code, done.output) == (1, said)
