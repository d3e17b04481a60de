"""An hour as a clock on a wall shows it, and the instants in ms UTC at which it does. Pure."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime.fromtimestamp(0, UTC)


def instants(wall: datetime, zone: str) -> tuple[int, ...]:
    """When clocks in `zone` show `wall`: never if they skip it, twice if they are put back."""
    found = []
    for fold in (0, 1):
        there = wall.replace(tzinfo=ZoneInfo(zone), fold=fold)
        if there.astimezone(UTC).astimezone(there.tzinfo).replace(tzinfo=None, fold=0) == wall:
            found.append((there.astimezone(UTC) - EPOCH) // timedelta(milliseconds=1))
    return tuple(dict.fromkeys(found))


def wall_hour(ms: int, zone: str) -> datetime:
    """What clocks in `zone` show at the instant, without their zone."""
    there = (EPOCH + timedelta(milliseconds=ms)).astimezone(ZoneInfo(zone))
    return there.replace(tzinfo=None, fold=0)
