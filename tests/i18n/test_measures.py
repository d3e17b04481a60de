from datetime import date
from zoneinfo import available_timezones

import pytest

from quiz.i18n.measures import ago, duration, full_date, local_time, local_times, place_of
from tests.clocks import EVENING

MINUTE = 60_000


def test_an_instant_is_shown_in_paris_and_in_beijing() -> None:
    paris, beijing = local_times(EVENING, "fr")

    assert (paris.place, paris.day, paris.hour) == ("Paris", "mercredi 26 août 2020", "14\u00a0h")
    assert (beijing.place, beijing.day, beijing.hour) == (
        "Pékin",
        "mercredi 26 août 2020",
        "20\u00a0h",
    )
    assert (paris.iso, beijing.iso) == ("2020-08-26T14:00+02:00", "2020-08-26T20:00+08:00")


def test_chinese_writes_its_own_days() -> None:
    _, beijing = local_times(EVENING, "zh")

    assert (beijing.place, beijing.day) == ("北京", "2020年8月26日星期三")
    assert beijing.hour == "20:00"


@pytest.mark.parametrize(
    ("minutes", "fr", "zh"),
    [
        (0, "14\u00a0h", "14:00"),
        (30, "14\u00a0h\u00a030", "14:30"),
        (605, "0\u00a0h\u00a005", "00:05"),
    ],
)
def test_an_hour_is_written_as_it_is_said(minutes: int, fr: str, zh: str) -> None:
    instant = EVENING + minutes * MINUTE

    assert local_time(instant, "Europe/Paris", "fr").hour == fr
    assert local_time(instant, "Europe/Paris", "zh").hour == zh


def test_late_in_paris_it_is_the_next_day_in_beijing() -> None:
    paris, beijing = local_times(EVENING + 6 * 60 * MINUTE, "fr")

    assert (paris.day, beijing.day) == ("mercredi 26 août 2020", "jeudi 27 août 2020")


def test_an_event_has_a_time_zone_of_its_own() -> None:
    assert local_time(EVENING, "Europe/London", "fr").hour == "13\u00a0h"


@pytest.mark.parametrize(
    ("zone", "places"),
    [
        ("Europe/Paris", ["Paris", "Pékin"]),
        ("Asia/Shanghai", ["Paris", "Pékin"]),
        # Another name of the same zone is no other place.
        ("PRC", ["Paris", "Pékin"]),
        ("Asia/Kathmandu", ["Paris", "Pékin", "Katmandou"]),
        ("America/New_York", ["Paris", "Pékin", "New York"]),
        ("America/Argentina/Buenos_Aires", ["Paris", "Pékin", "Buenos Aires"]),
        ("UTC", ["Paris", "Pékin", "UTC"]),
    ],
)
def test_the_zone_of_an_event_is_there_wherever_it_is_another(zone: str, places: list[str]) -> None:
    assert [time.place for time in local_times(EVENING, "fr", zone)] == places


def test_its_hour_is_that_of_its_own_clocks() -> None:
    *_, there = local_times(EVENING, "zh", "Asia/Kathmandu")

    assert (there.place, there.hour, there.iso) == ("加德满都", "17:45", "2020-08-26T17:45+05:45")


def test_every_zone_has_a_place_in_either_language() -> None:
    zones = sorted(available_timezones())
    assert [z for z in zones if not (place_of(z, "fr") and place_of(z, "zh"))] == []


@pytest.mark.parametrize(
    ("ms", "french", "chinese"),
    [
        (0, "0\u202fs", "0秒"),
        (-5, "0\u202fs", "0秒"),
        (59_999, "59\u202fs", "59秒"),
        (90_000, "1\xa0min 30\u202fs", "1分钟30秒"),
        (12 * 60 * MINUTE, "12\u202fh", "12小时"),
    ],
)
def test_durations_are_written_out(ms: int, french: str, chinese: str) -> None:
    assert (duration(ms, "fr"), duration(ms, "zh")) == (french, chinese)


def test_what_was_just_now_is_not_in_the_future() -> None:
    assert ago(EVENING + 5, EVENING, "fr") == "il y a 1 seconde"


@pytest.mark.parametrize(
    ("day", "french", "chinese"),
    [
        (date(2026, 12, 1), "mardi 1er décembre 2026", "2026年12月1日星期二"),
        (date(2026, 12, 2), "mercredi 2 décembre 2026", "2026年12月2日星期三"),
        (date(2026, 8, 21), "vendredi 21 août 2026", "2026年8月21日星期五"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal_in_french(day: date, french: str, chinese: str) -> None:
    assert (full_date(day, "fr"), full_date(day, "zh")) == (french, chinese)
