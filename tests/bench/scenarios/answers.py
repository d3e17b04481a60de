"""Answers acknowledged, in an empty database and in one that has seen many evenings."""

from collections.abc import Iterator
from contextlib import closing
from functools import partial

from quiz.events.rules import Step
from quiz.statements import open_book
from tests.bench import bulk
from tests.bench.crowd import (
    answer_all,
    count_by_hand,
    facts,
    make_crowd,
    open_round,
    step,
    stored_answers,
    url,
)
from tests.bench.figures import Bench, Figure, answers_to, ratio_of, say
from tests.bench.load import Load, Result, run
from tests.bench.nodes import Server
from tests.bench.sites import Site, a_site, served

EVENINGS = 5
ROUNDS = 4
PLAYERS = 100_000
DAY_MS = 86_400_000


def answers(bench: Bench) -> Iterator[Figure]:
    """Distinct players, one answer each, a round a turn; what is acknowledged is stored."""
    rounds = []

    def load(_turn: int) -> Load:
        rounds.append(open_round(bench.site.crowd))
        return answers_to(rounds[-1], bench.site.tokens, bench.seconds)

    yield bench.beside_echo("answers acknowledged", load, 0.30 if bench.on_sqlite else 0.20)
    stored = sum(stored_answers(played) for played in rounds)
    yield Figure("answers stored meanwhile", f"{stored:,}")


def answers_full(bench: Bench) -> Figure:
    """The same beside 500,000 players and 2,000,000 answers; a pair is run on either database."""
    with (
        a_site(bench.make_database) as empty,
        a_site(bench.make_database, fill=past_evenings) as full,
        served(empty) as empty_server,
        served(full) as full_server,
    ):
        bulk.settle(empty.url)
        bulk.settle(full.url)
        measure = partial(answered, seconds=bench.seconds)
        pairs = []
        for turn in range(bench.runs):
            # The second of a pair finds what the first left behind, so they take turns.
            if turn % 2:
                second = measure(full, full_server)
                pairs.append((measure(empty, empty_server), second))
            else:
                pairs.append((measure(empty, empty_server), measure(full, full_server)))
    ratio = ratio_of(pairs)
    value = f"{say([full for _, full in pairs])}; empty {say([empty for empty, _ in pairs])}"
    what = "answers with 2,000,000 answers and 500,000 players there, to the empty database"
    return Figure(what, value, ratio, "≥ 0.90", ratio >= 0.9)


def answered(site: Site, server: Server, seconds: int) -> Result:
    """One run of answers to a new round of that site."""
    with site.app.app_context():
        played = open_round(site.crowd)
    return run(server.base, answers_to(played, site.tokens, seconds))


def past_evenings() -> None:
    """Evenings that are over: every player answered every round, and all were counted."""
    for number in range(EVENINGS):
        crowd = make_crowd(f"saison-{number}", PLAYERS, ROUNDS)
        with closing(open_book(url())) as book:
            for _ in range(ROUNDS):
                step(crowd, Step.LAUNCH)
                played = facts(crowd).rounds[-1]
                answer_all(crowd, played)
                # As if it had been played the day before: nobody waits for the countdown.
                sql = "UPDATE round SET launched_at = launched_at - ? WHERE id = ?"
                book.run(sql, (DAY_MS, played.times.id))
                count_by_hand(book, played.times.id)
                step(crowd, Step.REVEAL)
            step(crowd, Step.END)
