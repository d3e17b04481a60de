"""Numbers, instants and durations as a language writes them; every instant is milliseconds UTC."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.core import Locale, get_global
from babel.dates import format_date, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol
from babel.units import format_unit

from quiz.i18n.localized import Localized
from quiz.i18n.typography import NO_BREAK

PLACES = (
    (Localized("Paris", "巴黎"), "Europe/Paris"),
    (Localized("Pékin", "北京"), "Asia/Shanghai"),
)
FIRST_DAY = re.compile(r"\b1 (?=[a-zéû])")
UNITS = (
    ("duration-day", 86400),
    ("duration-hour", 3600),
    ("duration-minute", 60),
    ("duration-second", 1),
)


@dataclass(frozen=True, slots=True)
class LocalTime:
    """An instant as one place's calendar and clock show it; `iso` is for `<time datetime>`."""

    place: str
    day: str
    hour: str
    iso: str


def local_times(ms: int, language: str, zone: str = "") -> tuple[LocalTime, ...]:
    """The instant in Paris, in Beijing, and in the time zone named `zone` if it is another one."""
    zones = [known for _, known in PLACES]
    if zone and plain_zone(zone) not in zones:
        zones.append(zone)
    return tuple(local_time(ms, one, language) for one in zones)


def local_time(ms: int, zone: str, language: str) -> LocalTime:
    """The instant in the time zone named `zone`."""
    there = moment(ms).astimezone(ZoneInfo(zone))
    return LocalTime(
        place=place_of(zone, language),
        day=full_date(there, language),
        hour=hour_of_day(there, language),
        iso=there.isoformat(timespec="minutes"),
    )


def hour_of_day(there: datetime, language: str) -> str:
    """An hour as a reader says it: « 13 h », « 13 h 30 », 13:30 in Chinese."""
    if language != "fr":
        return format_time(there, "short", locale=language)
    minutes = f"{NO_BREAK}{there:%M}" if there.minute else ""
    return f"{there.hour}{NO_BREAK}h{minutes}"


def full_date(day: date, language: str) -> str:
    """A day with its weekday: « mardi 1er décembre 2026 », 2026年12月1日星期二."""
    written = format_date(day, "full", locale=language)
    # Of French ordinals the calendar keeps the first one; Unicode's patterns have none.
    return FIRST_DAY.sub("1er ", written) if language == "fr" else written


def place_of(zone: str, language: str) -> str:
    """The city that a time zone is called after: Paris, 北京, « New York », Katmandou."""
    for place, known in PLACES:
        if plain_zone(zone) == known:
            return place.in_(language)
    named = Locale.parse(language).time_zones
    # Babel has a name under one of a zone's spellings, not always under the one of today.
    spellings = zone, *(old for old, new in get_global("zone_aliases").items() if new == zone)
    cities = (named.get(spelling, {}).get("city") for spelling in spellings)
    own = zone.rpartition("/")[2].replace("_", " ")
    return next((city for city in cities if city), own)


def plain_zone(zone: str) -> str:
    """The spelling of today of a time zone's name: `Asia/Shanghai` for `PRC`."""
    return str(get_global("zone_aliases").get(zone, zone))


def moment(ms: int) -> datetime:
    """The instant as an aware `datetime`, exactly."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)


def ago(ms: int, now: int, language: str) -> str:
    """How long before `now` it was: « il y a 5 minutes »."""
    return format_timedelta(
        timedelta(milliseconds=min(ms - now, -1000)), add_direction=True, locale=language
    )


def duration(ms: int, language: str) -> str:
    """A length of time in whole seconds: « 2 min et 30 s »."""
    rest = max(ms, 0) // 1000
    parts: list[str] = []
    for unit, size in UNITS:
        count, rest = divmod(rest, size)
        if count or (size == 1 and not parts):
            parts.append(format_unit(count, unit, "short", locale=language))
    return format_list(parts, style="unit-narrow", locale=language)


def in_seconds(ms: float, language: str) -> str:
    """A length in ms as seconds, with a tenth at most: « 8,4 »."""
    return number(round(ms / 1000, 1), language)


def remaining(at: int, now: int) -> str:
    """How many whole seconds are left until `at`, rounded up; the sentences say that they are."""
    return str(max(0, -(-(at - now) // 1000)))


def number(value: float, language: str) -> str:
    """A number with its groups: « 3 800 000 », "3,800,000"."""
    return format_decimal(value, locale=language)


def figure(plain: str, language: str) -> str:
    """A plain decimal such as `166000` or `-3.5`, grouped from five digits on, as years are not."""
    whole, _, part = plain.partition(".")
    grouped = number(int(whole), language) if len(whole.lstrip("-")) > 4 else whole
    decimals = get_decimal_symbol(locale=language) + part if part else ""
    return grouped.replace("-", "\u2212") + decimals
