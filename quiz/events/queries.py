"""Reads of events: the facts that every screen is made from, and the lists staff work with."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from quiz.bank.history.queries import past_pictures
from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import deal, kind_of
from quiz.bank.models import Question
from quiz.bank.rules import Draft, picture_key
from quiz.bin import WITH_BINNED
from quiz.errors import NotFound
from quiz.events.deletion import HOUR_MS
from quiz.events.facts import ChannelFacts, EventFacts, MendFacts, RoundFacts
from quiz.events.models import Channel, Entry, Event, EventAlias, Interlude, Mend, Round, Series
from quiz.events.timeline import TIMES, EventTimes, Pause, RoundTimes, numbered, times_of
from quiz.extensions import db
from quiz.i18n.folding import fold_code
from quiz.objects.queries import object_pictures
from quiz.pictures.queries import find_picture
from quiz.pictures.rules import (
    HANGING,
    OBJECT_PICTURE,
    PICTURE,
    hang_picture,
    hang_strip,
    hung_picture,
)
from quiz.themes.queries import marks_in_use


def event_versions() -> Mapping[int, tuple[str, int]]:
    """Every event's id with its key and version: what a process compares with what it knows.

    The key tells an event from one that had the same id and was deleted.
    """
    rows = db.session.execute(select(Event.id, Event.key, Event.version))
    return {row.id: (row.key, row.version) for row in rows}


def event_facts(event_id: int) -> EventFacts | None:
    """The facts of one event, read whole; None if it does not exist."""
    event = db.session.scalar(
        select(Event)
        .where(Event.id == event_id)
        .options(
            selectinload(Event.aliases),
            selectinload(Event.channels),
            selectinload(Event.rounds).selectinload(Round.mends),
            selectinload(Event.interludes),
            selectinload(Event.outputs),
        )
        .execution_options(populate_existing=True)
    )
    return None if event is None else _facts(event, count_planned(event_id))


def names_of_events() -> tuple[str, ...]:
    """What museums, events and series are called, in both languages: words that many try first."""
    events = db.session.execute(select(Event.title, Event.museum))
    names = {name for row in events for name in row} | set(db.session.scalars(select(Series.title)))
    return tuple(sorted({text for name in names for text in (name.fr, name.zh)}))


def find_event(code: str) -> Event | None:
    """The event that has or had that join code (folded), if there is one."""
    folded = fold_code(code)
    is_old = Event.aliases.any(EventAlias.code == folded)
    return db.session.scalar(select(Event).where(or_(Event.code == folded, is_old)))


def get_event(code: str) -> Event:
    """The event that has or had that join code (folded), or NotFound."""
    event = find_event(code)
    if event is None:
        raise NotFound(_l("There is no event with this code."))
    return event


def list_events(*, archived: bool | None = False) -> Sequence[Event]:
    """The events, the latest start first: those not archived, those that are, or all (None).

    Rehearsals are in none of the lists.
    """
    wanted = () if archived is None else (Event.archived == archived,)
    return db.session.scalars(
        select(Event)
        .where(*wanted, Event.original_id.is_(None))
        .order_by(Event.starts_at.desc())
        .options(selectinload(Event.channels), selectinload(Event.aliases))
    ).all()


def is_any_event_on(now: int) -> bool:
    """Whether some event was launched within the last hour and is not over, at `now` in ms UTC.

    A rehearsal is none: nobody's answer is lost with it.
    """
    not_over = or_(Event.ended_at.is_(None), Event.ended_at > now)
    lately = Round.launched_at > now - HOUR_MS
    on = (
        select(Round.id)
        .join(Event)
        .where(not_over, lately, Round.cancelled_at.is_(None), Event.original_id.is_(None))
    )
    return db.session.scalar(on.limit(1)) is not None


def list_series() -> Sequence[Series]:
    """All series, the newest first."""
    return db.session.scalars(select(Series).order_by(Series.made_at.desc(), Series.id)).all()


def next_entry(event_id: int) -> Entry | None:
    """The first question of the run of show that is not launched yet."""
    return db.session.scalar(_planned(event_id).order_by(Entry.position, Entry.id).limit(1))


def list_entries(event_id: int) -> Sequence[Entry]:
    """The run of show that is not launched yet, in order, with its questions.

    A question in the bin keeps its place, and is not in this list.
    """
    ordered = _planned(event_id).order_by(Entry.position, Entry.id)
    return db.session.scalars(ordered.execution_options(populate_existing=True)).all()


def count_planned(event_id: int) -> int:
    """How many questions the same list has."""
    counted = select(func.count(Entry.id)).join(Entry.question).where(Entry.event_id == event_id)
    return db.session.scalar(counted) or 0


def count_binned_places(event_id: int) -> int:
    """How many questions of the run of show are in the bin."""
    all_of_them = select(func.count(Entry.id)).where(Entry.event_id == event_id)
    return (db.session.scalar(all_of_them) or 0) - count_planned(event_id)


def _planned(event_id: int) -> Select[Entry]:
    return select(Entry).join(Entry.question).where(Entry.event_id == event_id)


def events_that_plan(question_ids: Sequence[int]) -> Sequence[Event]:
    """The events in whose run of show one of the questions stands, the latest start first."""
    return _that_plan(select(Entry.event_id).where(Entry.question_id.in_(question_ids)))


def events_that_plan_bank(bank_id: int) -> Sequence[Event]:
    """The same of any question of a bank."""
    return _that_plan(select(Entry.event_id).join(Question).where(Question.bank_id == bank_id))


def _that_plan(planned: Select[int]) -> Sequence[Event]:
    found = select(Event).where(Event.id.in_(planned), Event.original_id.is_(None))
    return db.session.scalars(found.order_by(Event.starts_at.desc())).all()


def planned_among(question_ids: Collection[int]) -> set[int]:
    """Those of the questions that stand in a run of show."""
    chosen = select(Entry.question_id).where(Entry.question_id.in_(question_ids))
    return set(db.session.scalars(chosen.join(Entry.event).where(Event.original_id.is_(None))))


def pictures_in_use() -> set[str]:
    """The keys of all pictures of objects, of questions, now or once, and of launched rounds."""
    every = select(Question.image, Question.object_picture, Question.key)
    named = db.session.execute(every.execution_options(**WITH_BINNED))
    contents = db.session.scalars(select(Round.content)).all()
    hung = [hung_picture(content, part) for part in HANGING for content in contents]
    used = {key for picture in hung if picture for key in (picture.key, *picture.parts)}
    asked = {
        picture_key(name)
        for image, of_object, key in named
        for name in (image, of_object, *key.get("pictures", ()))
    }
    return used | asked | past_pictures() | object_pictures() | marks_in_use()


def event_times(event: Event) -> EventTimes:
    """Everything that was launched and clicked in `event`, in order."""
    return EventTimes(
        rounds=tuple(round_times(played) for played in event.rounds),
        pauses=tuple(_pause(interlude) for interlude in event.interludes),
        ended_at=event.ended_at,
        ended_delays=None if event.ended_delays is None else numbered(event.ended_delays),
    )


def last_launch(event: Event) -> int | None:
    """When something was launched last in the event (ms UTC), even if it was cancelled."""
    return max((played.launched_at for played in event.rounds), default=None)


def _facts(event: Event, planned: int) -> EventFacts:
    rounds = tuple(round_facts(played) for played in event.rounds)
    return EventFacts(
        id=event.id,
        code=event.code,
        key=event.key,
        version=event.version,
        title=event.title,
        museum=event.museum,
        starts_at=event.starts_at,
        time_zone=event.time_zone,
        channels=tuple(_channel_facts(channel) for channel in event.channels),
        rounds=rounds,
        planned=planned,
        one_delay=event.one_delay,
        suggested_names=event.suggested_names,
        ranking_closed_at=event.ranking_closed_at,
        times=event_times(event),
        mends=tuple(_mend_facts(mend) for played in event.rounds for mend in played.mends),
        aliases=tuple(alias.code for alias in event.aliases),
        outputs=tuple(output.facts for output in event.outputs),
        is_rehearsal=event.is_rehearsal,
    )


def _mend_facts(mend: Mend) -> MendFacts:
    return MendFacts(
        mend.id,
        mend.round_id,
        mend.actor,
        mend.asked_at,
        mend.change,
        mend.inverse,
        mend.percent,
        mend.changed,
        mend.done_at,
    )


def _channel_facts(channel: Channel) -> ChannelFacts:
    return ChannelFacts(
        channel.id,
        channel.name,
        channel.platform,
        channel.link,
        channel.delay_ms,
        channel.language,
    )


def round_facts(played: Round) -> RoundFacts:
    """A launched round, from its row."""
    return RoundFacts(
        times=round_times(played),
        key=played.key,
        content=played.content,
        weight=played.weight,
        speed_weight=Fraction(played.speed_weight),
        revision=played.revision,
        void_reason=played.void_reason,
    )


def round_times(played: Round) -> RoundTimes:
    """The timeline's view of a round's row."""
    return times_of({name: getattr(played, name) for name in TIMES})


def _pause(interlude: Interlude) -> Pause:
    return Pause(interlude.started_at, interlude.resumed_at, numbered(interlude.delays))


def frozen_copy(draft: Draft, rng: Random) -> Content:
    """What a round plays of a question that can be dealt: its deal, with its picture hung."""
    content = deal(draft, rng)
    content |= _picture(draft, content, rng)
    return content | _object_picture(draft, content, rng)


def _picture(draft: Draft, content: Content, rng: Random) -> dict[str, Any]:
    """The round's picture, under names that nobody knows yet; nothing where there is none."""
    is_ahead = not draft.comes_with_picture
    if parts := kind_of(content).pictures(content):
        return {PICTURE: hang_strip(parts, rng, is_ahead=is_ahead)}
    picture = find_picture(draft.picture)
    if picture is None:
        return {}
    size = (picture.width, picture.height)
    return {PICTURE: hang_picture(picture.key, size, draft.image_alt, rng, is_ahead=is_ahead)}


def _object_picture(draft: Draft, content: Content, rng: Random) -> dict[str, Any]:
    """The picture of the object, unless the question is asked about the same one."""
    picture, hung = find_picture(picture_key(draft.object_picture)), hung_picture(content)
    if picture is None or (hung is not None and picture.key == hung.key):
        return {}
    size = (picture.width, picture.height)
    return {
        OBJECT_PICTURE: hang_picture(picture.key, size, draft.object_title, rng, is_ahead=False)
    }
