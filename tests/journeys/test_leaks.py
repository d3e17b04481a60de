"""Nothing is known before its time, whoever looks, wherever, on whichever channel."""

import random
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quiz.app import create_app
from quiz.bank.kinds.pairs import columns_of
from quiz.bank.rules import picture_name
from quiz.config import Settings
from quiz.database import writing
from quiz.events.rules import Step
from quiz.events.timeline import STAMP_MS, UNDO_MS, RoundTimes
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import EVENING, SettableClock
from tests.conftest import SECRET
from tests.evenings import Evening
from tests.factories import make_channel, make_entry, make_event, make_picture, make_question
from tests.journeys.recording import Record, Recorder
from tests.phones import Hall

JPEG = b"\xff\xd8\xff"
SCORED = ("single", "multiple", "true_false", "order", "number", "text", "match")
UNSCORED = ("poll", "scale", "cloud")
KINDS = (*SCORED, *UNSCORED)
# How many choices a question of that kind has, if not four.
CHOICES = {"number": 0, "text": 0, "true_false": 2, "scale": 2, "cloud": 0}
DELAYS = {"channel1": 1_000, "channel2": 4_000}


class Marks:
    """Random words and numbers that stand in a question, by when they may be read."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.with_question: list[str] = []
        self.beside_question: list[str] = []
        self.with_answer: list[str] = []
        self.beside_answer: list[str] = []
        self.never: list[str] = []

    def word(self, kept: list[str]) -> str:
        """A new word that is kept in that list."""
        word = f"qz{self._rng.getrandbits(48):012x}"
        kept.append(word)
        return word

    def both(self, kept: list[str]) -> Localized:
        """A new word in each language."""
        return Localized(self.word(kept), self.word(kept))

    def number(self, kept: list[str]) -> str:
        """A new number of nine digits."""
        number = str(self._rng.randrange(10**8, 10**9))
        kept.append(number)
        return number


def key_of(kind: str, marks: Marks) -> dict[str, Any]:
    if kind == "number":
        value = marks.number(marks.with_answer)
        return {"value": value, "tolerance": marks.number(marks.beside_answer)}
    if kind == "text":
        return {"forms": [marks.word(marks.with_answer), marks.word(marks.with_answer)]}
    return (
        {}
        if kind in ("order", "match", *UNSCORED)
        else {"right": [1, 3] if kind == "multiple" else [2]}
    )


def paired(lefts: list[Localized], rights: list[Localized]) -> list[Localized]:
    """Pairs as they are written."""
    sides = zip(lefts, rights, strict=True)
    return [Localized(f"{one.fr} = {two.fr}", f"{one.zh} = {two.zh}") for one, two in sides]


def marked(kind: str, marks: Marks) -> dict[str, Any]:
    """The values of a question of that kind in which every text is a mark."""
    # The overlay explains the answer and cites the object, too.
    beside, cited = marks.beside_answer, marks.with_answer
    choices = [marks.both(marks.with_question) for _ in range(CHOICES.get(kind, 4))]
    if kind == "match":
        choices = paired(choices, [marks.both(marks.with_question) for _ in choices])
    return {
        "kind": kind,
        "prompt": marks.both(marks.with_question),
        "choices": tuple(choices),
        "key": key_of(kind, marks),
        "seconds": 40,
        "weight": 0 if kind in UNSCORED else 1,
        "explanation": marks.both(cited),
        "object_title": marks.both(cited),
        "maker": marks.both(cited),
        "date": marks.both(cited),
        "place": marks.both(cited),
        "material": marks.both(cited),
        "institution": marks.word(beside),
        "inventory_no": marks.word(beside),
        "credit": marks.word(beside),
        "rights": marks.word(beside),
        "source_url": f"https://museum.example/{marks.word(beside)}",
        "image": marks.word(marks.with_question),
        "image_alt": marks.both(marks.beside_question),
        "picture_with_question": True,
        "tags": [marks.word(marks.never)],
    }


@contextmanager
def house(folder: Path, tables: Path) -> Iterator[Flask]:
    """An application on a database of its own, whose chances are always the same."""
    folder.mkdir()
    shutil.copy(tables, folder / "quiz.sqlite")
    settings = Settings(
        instance=folder,
        database_url=f"sqlite:///{folder / 'quiz.sqlite'}",
        secret_file=folder / "secret",
    )
    seeded = random.Random(7)
    app = create_app(settings, SECRET_KEY=SECRET, RANDOM=seeded, TESTING=True)
    with app.app_context():
        yield app
        app.extensions["runtime"].end()
        db.session.remove()
        db.engine.dispose()


def open_hall(app: Flask, clock: SettableClock, questions: list[dict[str, Any]]) -> Hall:
    """An evening in which nothing but the questions differs from one to the next."""
    with writing():
        event = make_event(code="leaks", key="0" * 32, overlay_secret="overlay-secret")
        for name, delay in DELAYS.items():
            make_channel(event, name=name, delay_ms=delay)
        for values in questions:
            # What stands in the file itself is read no earlier than its name.
            picture = make_picture(phone=JPEG + values["image"].encode(), studio=JPEG)
            hung = {"image": picture_name(picture.key)}
            make_entry(event, make_question(**values | hung))
        db.session.commit()
        channels = tuple(channel.id for channel in event.channels)
    desk, rng = app.extensions["runtime"], random.Random(11)
    evening = Evening(desk, clock, "leaks", event.id, channels, rng)
    db.session.rollback()
    return Hall(app, evening)


def seat(hall: Hall) -> Recorder:
    """A player on each channel, and the overlay; each with a pass that is always the same."""
    recorder = Recorder(hall, {"overlay-secret": hall.phone("overlay-secret")})
    for number, channel in enumerate(DELAYS):
        phone = hall.phone(channel, "fr" if number else "zh")
        phone.client.set_cookie("celadon_pass", str(number) * 32)
        path = f"/my/leaks/player?nickname=Ming {number}&lang=fr&channel={channel}"
        assert recorder.note(phone, channel, path, "PUT").status_code == 201
        recorder.phones[channel] = phone
    return recorder


def look_around(recorder: Recorder, instant: int) -> None:
    """Look just before that instant of the studio and at it, on every channel."""
    clock = recorder.hall.evening.clock
    for at in sorted({instant + delay + off for delay in (0, 1_000, 4_000) for off in (-1, 0)}):
        clock.set(max(at, clock.now()))
        recorder.look()


def play_round(recorder: Recorder, number: int) -> None:
    """Play a round from its launch to its board, looking around at every instant."""
    evening = recorder.hall.evening
    evening.step(Step.LAUNCH)
    recorder.look()
    times = evening.round(number).times
    look_around(recorder, times.launched_at)
    look_around(recorder, times.opens)
    value = some_answer(evening.round(number).content)
    for channel in DELAYS:
        path = f"/my/leaks/rounds/{number}/answer?v={value}&lang=fr"
        assert recorder.note(recorder.phones[channel], channel, path, "PUT").status_code == 201
    recorder.look()
    evening.step(Step.CLOSE)
    look_around(recorder, evening.round(number).times.closes)
    evening.count()
    look_around(recorder, evening.round(number).times.counted_at or 0)
    evening.step(Step.REVEAL)
    recorder.look()
    look_around(recorder, evening.round(number).times.reveal or 0)
    evening.step(Step.BOARD)
    look_around(recorder, evening.round(number).times.board or 0)


def some_answer(content: Mapping[str, Any]) -> str:
    """An answer that depends on what is dealt, and not on what is right."""
    ids = [choice["id"] for choice in content["choices"]]
    if not ids:
        return "5"
    if content["kind"] == "match":
        return ",".join(content["others"][0]["id"] for _ in ids)
    return ",".join(ids if content["kind"] == "order" else ids[:1])


def opens_on(times: RoundTimes, channel: str) -> int:
    return times.opens + DELAYS.get(channel, 0)


def reveals_on(times: RoundTimes, channel: str) -> int:
    return (times.reveal or 0) + DELAYS.get(channel, 0)


def own(records: list[Record], channel: str) -> list[tuple[int, str]]:
    """What was read on a channel, and when."""
    return [(record.at, record.text()) for record in records if record.channel == channel]


def test_no_word_and_no_number_is_read_before_its_time(
    tmp_path: Path, sqlite_template: Path, clock: SettableClock
) -> None:
    rng = random.Random()
    marks = {kind: Marks(rng) for kind in (*KINDS, "unopened")}
    questions = [marked(kind, marks[kind]) for kind in KINDS]
    questions.append(marked("single", marks["unopened"]))
    with house(tmp_path / "house", sqlite_template) as app:
        hall = open_hall(app, clock, questions)
        recorder = seat(hall)
        recorder.look()
        for number in range(1, len(KINDS) + 1):
            play_round(recorder, number)
        times = [hall.evening.round(number).times for number in range(1, len(KINDS) + 1)]
        hall.evening.step(Step.END)
        look_around(recorder, hall.evening.clock.now() + STAMP_MS + UNDO_MS)
    for channel in recorder.phones:
        read = own(recorder.records, channel)
        unopened = marks["unopened"]
        never = [*unopened.with_question, *unopened.with_answer, *unopened.beside_answer]
        never += unopened.beside_question
        never += [word for kept in marks.values() for word in kept.never]
        assert [word for word in never for _, text in read if word in text] == []
        for played, kind in zip(times, KINDS, strict=True):
            mine = marks[kind]
            for words, instant, is_shown in (
                (mine.with_question, opens_on(played, channel), True),
                (mine.beside_question, opens_on(played, channel), channel in DELAYS),
                (mine.with_answer, reveals_on(played, channel), True),
                (mine.beside_answer, reveals_on(played, channel), channel in DELAYS),
            ):
                early = [w for w in words for at, text in read if at < instant and w in text]
                assert early == [], (kind, channel)
                shown = [w for w in words if any(w in text for at, text in read if at == instant)]
                assert shown == (words if is_shown else []), (kind, channel)


@pytest.mark.parametrize("kind", ["single", "multiple", "true_false", "order", "match"])
def test_another_right_choice_changes_no_byte_before_the_reveal(
    tmp_path: Path, sqlite_template: Path, clock: SettableClock, kind: str
) -> None:
    heard: list[list[Record]] = []
    for place, number in enumerate((1, 2)):
        clock.set(EVENING)
        values = marked(kind, Marks(random.Random(3)))
        if kind == "order":
            values["choices"] = values["choices"][::-1] if place else values["choices"]
        elif kind == "match":
            written = columns_of(values["choices"])
            rights = list(written.rights)[::-1] if place else list(written.rights)
            values["choices"] = tuple(paired(list(written.lefts), rights))
        else:
            values["key"] = {"right": [number, 3] if kind == "multiple" else [number]}
        with house(tmp_path / str(number), sqlite_template) as app:
            hall = open_hall(app, clock, [values])
            recorder = seat(hall)
            recorder.look()
            play_round(recorder, 1)
            heard.append(recorder.records)
            times = hall.evening.round().times
    for channel in (*DELAYS, "overlay-secret"):
        first, second = (
            [record for record in records if record.channel == channel] for records in heard
        )
        before = [record.at < reveals_on(times, channel) for record in first]
        assert [a for a, early in zip(first, before, strict=True) if early] == second[: sum(before)]
        assert first != second
