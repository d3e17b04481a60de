"""Hours on a wall clock, also on the two nights when clocks are changed."""

from datetime import datetime

import pytest

from quiz.web.admin.hours import instants, wall_hour

HOUR_MS = 3_600_000


def hour(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("wall", "zone", "utc"),
    [
        ("2020-08-26T14:00", "Europe/Paris", "2020-08-26T12:00+00:00"),
        ("2020-08-26T20:00", "Asia/Shanghai", "2020-08-26T12:00+00:00"),
        ("2026-01-10T19:30", "Europe/Paris", "2026-01-10T18:30+00:00"),
        ("1969-12-31T19:00", "America/New_York", "1970-01-01T00:00+00:00"),
    ],
)
def test_an_ordinary_hour_happens_once(wall: str, zone: str, utc: str) -> None:
    ms = int(hour(utc).timestamp()) * 1000
    assert instants(hour(wall), zone) == (ms,)
    assert wall_hour(ms, zone) == hour(wall)


def test_an_hour_that_clocks_skip_never_happens() -> None:
    assert instants(hour("2026-03-29T02:30"), "Europe/Paris") == ()


def test_an_hour_that_clocks_repeat_happens_twice() -> None:
    first, second = instants(hour("2026-10-25T02:30"), "Europe/Paris")
    assert second - first == HOUR_MS
    assert {wall_hour(first, "Europe/Paris"), wall_hour(second, "Europe/Paris")} == {
        hour("2026-10-25T02:30")
    }


def test_half_an_hour_of_daylight_saving() -> None:
    first, second = instants(hour("2026-04-05T01:45"), "Australia/Lord_Howe")
    assert second - first == HOUR_MS // 2


def test_a_zone_without_daylight_saving_never_repeats() -> None:
    assert len(instants(hour("2026-10-25T02:30"), "Asia/Shanghai")) == 1
