"""Simulated phones pace themselves as the page does: by one table, and by the same rules."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from quiz.cli.rehearsal.behaviour import (
    BEHAVIOUR,
    after_early_ms,
    after_instant_ms,
    after_lost_ms,
    after_mend_ms,
    after_result_ms,
    again_ms,
    asked_ms,
    pause_ms,
)
from quiz.events.pace import lead_ms
from tests.bench.load import LUA, table_of_phones
from tests.scripts import page_with_script

OPENS, CLOSES = 100_000, 110_000
KINDS = ("pulse", "scene", "join", "answer", "me")
# Of each rule: what the page, the rehearsal and the bench call it, and how many draws it takes.
SPREAD = {
    "afterInstant": (after_instant_ms, "after_instant", 1),
    "afterEarly": (after_early_ms, "after_early", 1),
    "afterResult": (after_result_ms, "after_result", 1),
    "afterMend": (after_mend_ms, None, 1),
}
DRAWS = ((0.0, 0.0), (0.25, 0.75), (0.999, 0.5))
DRAWN = """([rule, draws, args]) => {
  const left = draws.slice();
  Math.random = () => left.shift();
  return [window[rule](...args), left.length];
}"""
PAUSES = [
    # Nothing is on, or it is on but over by then, or not yet begun.
    (95_000, 10_000, None, None, 10_000),
    (101_000, 10_000, OPENS, CLOSES, 10_000),
    (89_000, 10_000, OPENS, CLOSES, 10_000),
    # It would ask while everybody answers.
    (97_000, 10_000, OPENS, CLOSES, 20_000),
    (99_999, 10_000, OPENS, CLOSES, 20_000),
    # A small crowd asks all the same; and so does who might still hear that the close moves.
    (99_000, 5_000, OPENS, CLOSES, 5_000),
    (96_999, 10_000, OPENS, CLOSES, 10_000),
    (95_000, 10_000, OPENS, OPENS + 30_000, 10_000),
    (116_999, 10_000, OPENS, OPENS + 30_000, 10_000),
    (117_000, 10_000, OPENS, OPENS + 30_000, 20_000),
    # The largest crowd asks once a minute, and no sooner.
    (95_000, 60_000, None, None, 60_000),
]


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = page_with_script(chromium, "live/behaviour")
    yield page
    page.close()


def drawn(page: Page, rule: str, draws: tuple[float, ...], *args: object) -> tuple[float, int]:
    """What a rule of the page gives by those draws, and how many of them it left."""
    given, left = page.evaluate(DRAWN, [rule, list(draws), list(args)])
    return given, left


def chance(draws: tuple[float, ...]) -> Any:
    return iter(draws).__next__


@pytest.mark.chromium
def test_the_table_is_the_pages(page: Page) -> None:
    assert page.evaluate("BEHAVIOUR") == BEHAVIOUR
    assert set(BEHAVIOUR) == {*KINDS, "clock", "pace"}


@pytest.mark.chromium
@pytest.mark.parametrize("draws", DRAWS)
def test_what_got_no_answer_is_asked_again_as_late(page: Page, draws: tuple[float, ...]) -> None:
    for what, tries, asked in product(KINDS, (0, 1, 2, 3, 4, 5, 40), (0, 1_000, 30_000)):
        ours = again_ms(what, tries, asked, chance(draws))
        assert drawn(page, "again", draws, what, tries, asked) == (pytest.approx(ours), 0)


@pytest.mark.chromium
@pytest.mark.parametrize("draws", DRAWS)
def test_scenes_and_results_are_asked_for_as_late(page: Page, draws: tuple[float, ...]) -> None:
    for (theirs, (rule, _lua, taken)), spread in product(SPREAD.items(), (300, 5_000, 20_000)):
        ours = rule(spread, chance(draws))  # type: ignore[operator]
        assert drawn(page, theirs, draws[:taken], spread) == (pytest.approx(ours), 0)
    ours = after_lost_ms(chance(draws))
    assert drawn(page, "afterLost", draws[:1]) == (pytest.approx(ours), 0)


@pytest.mark.chromium
@pytest.mark.parametrize("said", ["", "1", "30", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_what_the_server_asks_for_is_read_alike(page: Page, said: str) -> None:
    asked = "said => askedMs(new Response('', { headers: said ? { 'Retry-After': said } : {} }))"
    assert page.evaluate(asked, said) == asked_ms(said)
    assert page.evaluate("askedMs(null)") == 0


@pytest.mark.chromium
@pytest.mark.parametrize(("now", "poll", "opens", "closes", "pause"), PAUSES)
def test_a_large_crowd_that_answers_is_left_alone(
    page: Page, now: int, poll: int, opens: int | None, closes: int | None, pause: int
) -> None:
    pulse = {"now": now, "poll_ms": poll, "opens_at": opens, "closes_at": closes}
    assert (page.evaluate("pulse => pause(pulse)", pulse), pause_ms(pulse)) == (pause, pause)


def test_the_lead_is_the_one_that_phones_reckon_with() -> None:
    poll = 10_000
    last = CLOSES - lead_ms(poll)
    pulses = [
        {"now": at, "poll_ms": poll, "opens_at": 0, "closes_at": CLOSES} for at in (last - 1, last)
    ]
    assert [pause_ms(pulse) for pulse in pulses] == [poll, 2 * poll]


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is missing: install the package wrk.")
def test_the_phones_of_the_bench_do_the_same() -> None:
    cases: list[tuple[str, tuple[float, ...], float]] = []
    for draws in DRAWS:
        for what, tries, asked in product(KINDS, (0, 1, 5, 40), (0, 1_000)):
            ours = again_ms(what, tries, asked, chance(draws))
            cases.append((f"again {what} {tries} {asked}", draws, ours))
        for (rule, name, taken), spread in product(SPREAD.values(), (300, 20_000)):
            if name is not None:
                ours = rule(spread, chance(draws))  # type: ignore[operator]
                cases.append((f"{name} {spread}", draws[:taken], ours))
        cases.append(("after_lost", draws[:1], after_lost_ms(chance(draws))))
    for now, poll, opens, closes, pause in PAUSES:
        known = f"{opens or 'none'} {closes or 'none'}"
        cases.append((f"pause {now} {poll} {known}", (), pause))
    assert asked_of_lua(cases) == [(pytest.approx(ours), 0) for _line, _draws, ours in cases]


def asked_of_lua(cases: list[tuple[str, tuple[float, ...], float]]) -> list[tuple[float, int]]:
    """What the rules of the bench give, and how many draws they left."""
    lines = [f"{' '.join(map(str, draws))},{line}" for line, draws, _ours in cases]
    environment = os.environ | {
        "BENCH_BEHAVIOUR": table_of_phones(),
        "BENCH_LUA": str(LUA),
        "BENCH_CASES": "\n".join(lines),
    }
    command = ["wrk", "-t1", "-c1", "-d1s", "-s", str(LUA / "cases.lua"), "http://127.0.0.1:9"]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    pairs = [line.split() for line in said.stdout.splitlines()]
    return [(float(given), int(left)) for given, left in pairs]
