"""What some forms are about and the others are not: things in the bin, archived, done already."""

from typing import Any

from quiz.bank.bulk.act import change_many, ready_task
from quiz.bank.bulk.base import Bulk, BulkWish
from quiz.bank.models import Bank
from quiz.delays.actions import begin_measurement
from quiz.delays.models import DelayTap
from quiz.events.actions.remotes import invite_remote
from quiz.events.models import Event
from quiz.pilots.actions import engage_pilot, pause_pilot
from quiz.pilots.rules import Timetable
from tests.factories import (
    make_bank,
    make_channel,
    make_entry,
    make_event,
    make_question,
    make_round,
    save,
)


def things_apart(bank: Bank, now: int) -> dict[str, dict[str, Any]]:
    """Something in the bin, something done that can be undone, an event that nobody has joined."""
    away = {"binned_at": now, "binned_by": "test"}
    quiet, archived = make_event(code="calme"), make_event(code="ancre", archived=True)
    binned = {"bank_id": make_bank(**away).id}, {"question_id": make_question(bank, **away).id}
    event = {"event_id": make_event(**away).id}
    twin = make_event(code="calme-0", original_id=quiet.id)
    make_channel(twin)
    nulled = make_round(make_event(code="nulle"), voided_at=now)
    done_to = make_question().id
    done = change_many(ready_task(BulkWish(Bulk.ARCHIVE), {done_to: None}), now, "test")
    measured = measured_channel(now)
    return {
        "host.flash_overlays": measured,
        "host.apply_delay": measured,
        "host.undo_delay": measured,
        "host.end_measurement": measured,
        "tap.tap": measured,
        "admin.restore_bank": binned[0],
        "admin.erase_bank": binned[0],
        "admin.restore_question": binned[1],
        "admin.erase_question": binned[1],
        "admin.restore_event": event,
        "admin.erase_event": event,
        "admin.undo_change": {"act_id": done.entry_id},
        "host.show_card": {"code": quiet.code, "output_id": quiet.overlays[0].id},
        "host.count_again": {"code": "nulle", "number": nulled.number},
        "admin.archive_event": {"code": quiet.code},
        "admin.unarchive_event": {"code": archived.code},
        "admin.delete_event": {"code": quiet.code},
        "host.drop_rehearsal": {"code": twin.code},
        "host.send_crowd": {"code": twin.code},
        "host.send_crowd_away": {"code": twin.code},
        "host.simulate_delays": {"code": twin.code},
        "host.reset": {"code": quiet.code},
        "host.take_over": {"code": led_event("mene", now).code},
        "host.remove_pilot": {"code": led_event("seul", now).code},
        "host.hand_back": {"code": led_event("repris", now, paused=True).code},
    }


def led_event(code: str, now: int, *, paused: bool = False) -> Event:
    """An event that an auto-pilot leads, or led until it was paused."""
    event = make_event(code=code)
    make_entry(event)
    engage_pilot(event.id, Timetable(), {}, now, "test")
    if paused:
        pause_pilot(event.id, now, "test")
    return event


def measured_channel(now: int) -> dict[str, Any]:
    """A channel whose delay was measured half a minute ago, with the link to tap again."""
    channel = make_channel(make_event(code="mesure"), name="kuaishou")
    measurement = begin_measurement(channel.event_id, now - 60_000, "test")
    measurement.started_at = now - 40_000
    for number in (1, 2, 3):
        save(
            DelayTap(
                measurement_id=measurement.id,
                channel_id=channel.id,
                tapper="1",
                started_at=measurement.started_at,
                number=number,
                delay_ms=8_400,
            )
        )
    return {
        "code": "mesure",
        "secret": measurement.secret,
        "channel": channel.name,
        "channel_id": channel.id,
    }


def phone_key(event_id: int, now: int) -> tuple[str, str]:
    """A remote's secret, and a key that lets one phone in."""
    made = invite_remote(event_id, "Léa", now, "test")
    return made.secret, made.key
