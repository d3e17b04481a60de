"""A measurement from its beginning to the delay that the next launch takes."""

import pytest
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.database import writing
from quiz.delays.actions import (
    DelayChange,
    Tap,
    apply_delay,
    begin_measurement,
    end_measurement,
    flash_overlays,
    put_tap,
    undo_delay,
)
from quiz.delays.queries import find_measurement, flashes_of, taps_by_channel
from quiz.delays.rules import (
    FLASHES,
    LINK_LASTS_MS,
    MOST_TAPPERS,
    DelayReading,
    TapReading,
    TapVerdict,
    flash_instants,
)
from quiz.errors import Conflict, Invalid, NotFound
from quiz.events.actions.edit import ChannelFields, put_channel
from quiz.events.models import Channel
from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening

DELAY = 8_400


def flash(evening: Evening) -> tuple[int, ...]:
    """Three flashes of a measurement that goes on, or begins; their instants."""
    with writing():
        begin_measurement(evening.event_id, evening.clock.now(), "test")
        measurement = flash_overlays(evening.event_id, evening.clock.now(), "test")
        db.session.commit()
        return flash_instants(measurement.started_at or 0)


def tap(evening: Evening, number: int, at: int, *, tapper: str = "1", on: int = 1) -> TapReading:
    """What a phone taps on one of the channels; it arrives at once."""
    evening.clock.set(max(at, evening.clock.now()))
    with writing():
        measurement = find_measurement(evening.event_id)
        assert measurement is not None
        channel = db.session.get_one(Channel, evening.channels[on])
        sent = Tap(tapper, number, at)
        read = put_tap(evening.event_id, measurement.secret, channel, sent, evening.clock.now())
        db.session.commit()
    return read


def tap_all(evening: Evening, *late: int, tapper: str = "1", on: int = 1) -> tuple[int, ...]:
    """Flashes, and a phone that sees each so late."""
    instants = flash(evening)
    for number, (at, delay) in enumerate(zip(instants, late, strict=True), 1):
        tap(evening, number, at + delay, tapper=tapper, on=on)
    return instants


def reading(evening: Evening, on: int = 1) -> DelayReading | None:
    """What the taps of that channel say."""
    measurement = find_measurement(evening.event_id)
    assert measurement is not None
    return taps_by_channel(measurement)[evening.channels[on]].reading


def delay_of(evening: Evening, on: int = 1) -> int:
    """The delay of that channel, in ms."""
    found = select(Channel.delay_ms).where(Channel.id == evening.channels[on])
    return db.session.scalar(found) or 0


def change(evening: Evening, on: int = 1) -> DelayChange:
    """The delay that was measured, given to that channel."""
    with writing():
        changed = apply_delay(evening.event_id, evening.channels[on], "test")
        db.session.commit()
    return changed


@pytest.mark.both_databases
def test_what_was_measured_holds_from_the_next_launch(evening: Evening) -> None:
    tap_all(evening, DELAY - 100, DELAY + 300, DELAY)

    assert reading(evening) == DelayReading(3, DELAY, 300)
    assert change(evening) == DelayChange(3_000, 8_500)
    assert delay_of(evening) == 8_500
    evening.step(Step.LAUNCH)
    assert evening.round().times.delays == {evening.channels[0]: 0, evening.channels[1]: 8_500}


def test_the_change_is_on_record_as_every_other_one_and_can_be_undone(evening: Evening) -> None:
    tap_all(evening, DELAY, DELAY, DELAY)
    before = get_event(evening.code).version
    changed = change(evening)

    assert get_event(evening.code).version == before + 1
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-3:] == ["delay.begin", "delay.flash", "channel.put"]
    with writing():
        undo_delay(evening.event_id, evening.channels[1], changed, "test")
        db.session.commit()
    assert delay_of(evening) == 3_000


def test_nothing_is_undone_that_somebody_has_changed_since(evening: Evening) -> None:
    tap_all(evening, DELAY, DELAY, DELAY)
    changed = change(evening)
    fields = ChannelFields(name="channel2", delay_ms=9_000)
    with writing():
        put_channel(evening.event_id, evening.channels[1], fields, "test")
        db.session.commit()

    with writing(), pytest.raises(Conflict):
        undo_delay(evening.event_id, evening.channels[1], changed, "test")
    assert delay_of(evening) == 9_000


@pytest.mark.parametrize("late", [(DELAY, DELAY), (DELAY, DELAY, DELAY + 2_000)])
def test_few_or_distant_taps_set_no_delay(evening: Evening, late: tuple[int, ...]) -> None:
    for number, (at, delay) in enumerate(zip(flash(evening), late, strict=False), 1):
        tap(evening, number, at + delay)

    with pytest.raises(Conflict):
        change(evening)
    assert delay_of(evening) == 3_000


def test_each_channel_has_its_own_taps_of_the_same_flashes(evening: Evening) -> None:
    instants = tap_all(evening, DELAY, DELAY, DELAY)
    for number, at in enumerate(instants, 1):
        tap(evening, number, at + 200, on=0)

    assert [reading(evening, on) for on in (0, 1)] == [
        DelayReading(3, 200, 0),
        DelayReading(3, DELAY, 0),
    ]


def test_the_first_tap_of_each_flash_counts(evening: Evening) -> None:
    first = flash(evening)[0]

    reads = [tap(evening, 1, first + late) for late in (DELAY, DELAY + 500)]

    assert reads == [TapReading(TapVerdict.TAKEN, DELAY)] * 2
    assert reading(evening) == DelayReading(1, DELAY, 0)


def test_other_flashes_leave_what_was_tapped_until_somebody_taps_anew(evening: Evening) -> None:
    tap_all(evening, DELAY, DELAY, DELAY)
    again = flash(evening)
    assert reading(evening) == DelayReading(3, DELAY, 0)

    tap(evening, 1, again[0] + 9_000)

    assert reading(evening) == DelayReading(1, 9_000, 0)


def test_no_phone_taps_later_than_its_tap_arrives(evening: Evening) -> None:
    first = flash(evening)[0]
    evening.clock.set(first + 1_000)
    measurement = find_measurement(evening.event_id)
    assert measurement is not None
    with writing():
        channel = db.session.get_one(Channel, evening.channels[1])
        sent = Tap("1", 1, first + 30_000)
        read = put_tap(evening.event_id, measurement.secret, channel, sent, evening.clock.now())
    assert read == TapReading(TapVerdict.TAKEN, 1_000)


def test_a_tap_before_any_flash_and_a_number_that_never_flashes(evening: Evening) -> None:
    with writing():
        begin_measurement(evening.event_id, evening.clock.now(), "test")
        db.session.commit()

    assert tap(evening, 1, evening.clock.now()).verdict == TapVerdict.EARLY
    for number, tapper in ((0, "1"), (FLASHES + 1, "1"), (1, ""), (1, "x" * 33)):
        with pytest.raises(Invalid):
            tap(evening, number, evening.clock.now(), tapper=tapper)


def test_more_phones_than_a_median_needs_are_thanked(evening: Evening) -> None:
    first = flash(evening)[0]

    reads = [
        tap(evening, 1, first + DELAY, tapper=str(phone)).verdict
        for phone in range(MOST_TAPPERS + 1)
    ]

    assert reads == [TapVerdict.TAKEN] * MOST_TAPPERS + [TapVerdict.FULL]


def test_a_link_is_dead_after_a_quarter_of_an_hour_or_once_it_is_ended(evening: Evening) -> None:
    flash(evening)
    begun = evening.clock.now()
    evening.clock.set(begun + LINK_LASTS_MS)
    with pytest.raises(NotFound):
        tap(evening, 1, evening.clock.now())
    with pytest.raises(Conflict), writing():
        flash_overlays(evening.event_id, evening.clock.now(), "test")

    flash(evening)
    with writing():
        end_measurement(evening.event_id, evening.clock.now(), "test")
        db.session.commit()
    with pytest.raises(NotFound):
        tap(evening, 1, evening.clock.now())


def test_what_flashes_already_is_not_begun_again(evening: Evening) -> None:
    instants = flash(evening)
    evening.clock.advance(1_000)

    assert flash(evening) == instants
    assert flashes_of(get_event(evening.code), evening.clock.now()) == instants
    evening.clock.set(instants[-1] + 5_000)
    assert flashes_of(get_event(evening.code), evening.clock.now()) == ()
    assert flash(evening) != instants


def test_a_launch_ends_the_flashes_and_none_begin_until_its_count(evening: Evening) -> None:
    flash(evening)
    evening.clock.advance(1_000)
    evening.step(Step.LAUNCH)

    assert flashes_of(get_event(evening.code), evening.clock.now()) == ()
    evening.clock.advance(30_000)
    with pytest.raises(Conflict):
        flash(evening)
    evening.count()
    assert len(flash(evening)) == FLASHES
