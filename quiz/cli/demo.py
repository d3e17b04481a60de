"""`quiz demo`: the V&A's evening, ready to be played, and an evening that is over."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from quiz.audit.actions import CONSOLE
from quiz.bank.actions import Imported, add_file, import_questions
from quiz.bank.citation import CitedObject, citation_of
from quiz.bank.imports import read_file
from quiz.bank.models import Bank, Question
from quiz.bank.queries import (
    compare_file,
    demo_file,
    demo_shapes_file,
    find_bank,
    list_questions,
)
from quiz.cli.past import PastEvening
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict
from quiz.events.actions.codes import check_code
from quiz.events.actions.edit import (
    ChannelFields,
    EventFields,
    make_event,
    make_series,
    plan,
    put_channel,
)
from quiz.events.models import Event, Series
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.live.runtime import Runtime
from quiz.objects.actions import make_object
from quiz.web.citing import words_by
from quiz.web.file_pictures import with_kept_pictures

BANK = "V&A"
SHAPES = "Céladon · 青瓷"
# So many of the V&A's questions come before those with pictures, which come before the others.
FIRST = 2
EVENING = "va2020"
PAST = "tresors"
MUSEUM = Localized("Victoria and Albert Museum", "维多利亚与艾尔伯特博物馆")
SEASON = Localized("Les directs du V&A", "V&A直播季")
CHANNELS = (
    ChannelFields(
        name="kuaishou",
        platform="快手 Kuaishou",
        link="https://live.kuaishou.com/",
        delay_ms=6_000,
        language="zh",
    ),
    ChannelFields(
        name="youtube",
        platform="YouTube",
        link="https://www.youtube.com/@vamuseum",
        delay_ms=12_000,
        language="fr",
    ),
)
# In the evening where most viewers are, which is the afternoon in Paris and in London.
ZONE = "Asia/Shanghai"
STARTS = time(20)
ALREADY_LATE = timedelta(hours=1)
WEEK_MS = 7 * 86_400_000


@dataclass(frozen=True, slots=True)
class DemoPart:
    """One thing of the demo: whether it is there, how it is made, and its line."""

    is_there: bool
    make: Callable[[], str]


@click.command()
@with_appcontext
def demo() -> None:
    """Make the V&A's evening to try everything on: its banks, its event, and a past event.

    What is there already stays as it is; a second time changes nothing.

    Example: quiz demo
    """
    lines = [*make_shapes(), *make_parts()]
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo(_("The demo is there already; nothing was changed."))


def make_shapes() -> list[str]:
    """The questions with pictures, which are prepared outside of any transaction."""
    if find_bank(SHAPES) is not None:
        return []
    file = with_kept_pictures(read_file(demo_shapes_file()), CONSOLE)
    with writing():
        now = clock.now()
        done = add_file(SHAPES, file, compare_file(SHAPES, file), now, CONSOLE)
        make_objects(list_questions(done.bank.id), now)
        line = bank_line(done)
        db.session.commit()
    return [line]


def make_objects(questions: Iterable[Question], now: int) -> None:
    """An object of its own for each question that cites one, which cites that from then on."""
    for question in questions:
        if question.object_title:
            cited = CitedObject(citation_of(question), question.source_url)
            question.object_id = make_object(words_by(cited), now, CONSOLE).id
    db.session.flush()


@writing()
def make_parts() -> list[str]:
    """All that is missing besides, in one transaction; a line for each."""
    now, rng = clock.now(), current_app.config["RANDOM"]
    parts = (
        DemoPart(find_bank(BANK) is not None, lambda: make_bank(now)),
        DemoPart(is_made(EVENING), lambda: make_evening(now, rng)),
        DemoPart(is_made(PAST), lambda: make_past(now, rng)),
    )
    lines = [part.make() for part in parts if not part.is_there]
    db.session.commit()
    return lines


def is_made(code: str) -> bool:
    """Whether there is an event that has or had that code, be it in the bin."""
    try:
        check_code(code, None)
    except Conflict:
        return True
    return False


def make_bank(now: int) -> str:
    """The V&A's questions."""
    return bank_line(import_questions(BANK, demo_file(), now))


def bank_line(done: Imported) -> str:
    """How many questions a bank was given."""
    line: str = ngettext(
        "Bank %(bank)s: %(num)s question.",
        "Bank %(bank)s: %(num)s questions.",
        done.added,
        bank=done.bank.name,
    )
    return line


def make_evening(now: int, rng: Random) -> str:
    """The evening that is to come, with every question in its run of show."""
    title = Localized("Au cœur du V&A : le grand quiz", "走进V&A：博物馆知识大挑战")
    event = make_show(EVENING, title, coming(now), now, rng)
    added = plan(event.id, [question.id for question in demo_questions()], CONSOLE)
    line: str = ngettext(
        "Event %(code)s: %(num)s question in its run of show.",
        "Event %(code)s: %(num)s questions in its run of show.",
        added,
        code=EVENING,
    )
    return line


def make_past(now: int, rng: Random) -> str:
    """An evening a week before, played with one question of each kind."""
    title = Localized("Une heure, douze questions", "一小时，十二道题")
    starts = coming(now) - WEEK_MS
    event = make_show(PAST, title, starts, now, rng)
    one_each = {question.kind: question.id for question in reversed(demo_questions())}
    rounds = plan(event.id, [*reversed(one_each.values())], CONSOLE)
    desk: Runtime = current_app.extensions["runtime"]
    evening = PastEvening(event, desk.reader, rng)
    evening.play(rounds)
    line: str = ngettext(
        "Event %(code)s: over, %(num)s player on its board.",
        "Event %(code)s: over, %(num)s players on its board.",
        len(evening.guests),
        code=PAST,
    )
    return line


def make_show(code: str, title: Localized, starts: int, now: int, rng: Random) -> Event:
    """An event of the V&A's season on both channels."""
    fields = EventFields(
        code=code,
        title=title,
        museum=MUSEUM,
        starts_at=starts,
        time_zone=ZONE,
        series_id=season(now).id,
    )
    event = make_event(fields, now, rng, CONSOLE)
    for channel in CHANNELS:
        put_channel(event.id, None, channel, CONSOLE)
    return event


def season(now: int) -> Series:
    """The season of the demo's events: that of the one which is there, or a new one."""
    found = db.session.scalar(select(Series).join(Event).where(Event.code.in_((EVENING, PAST))))
    return found or make_series(SEASON, now, CONSOLE)


def demo_questions() -> list[Question]:
    """The questions of the demo's banks, as they are now, in the order in which they are asked."""
    museum, shapes = bank_questions(BANK), bank_questions(SHAPES)
    return [*museum[:FIRST], *shapes, *museum[FIRST:]]


def bank_questions(name: str) -> list[Question]:
    """The questions of the bank of that name; none where it is gone."""
    bank: Bank | None = find_bank(name)
    return [] if bank is None else list_questions(bank.id)


def coming(now: int) -> int:
    """The next evening's start that is at least an hour away, in ms UTC."""
    zone = ZoneInfo(ZONE)
    earliest = datetime.fromtimestamp(now / 1000, zone) + ALREADY_LATE
    start = datetime.combine(earliest.date(), STARTS, zone)
    if start < earliest:
        start += timedelta(days=1)
    return round(start.timestamp() * 1000)
