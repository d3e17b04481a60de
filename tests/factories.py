"""Rows with sensible values in both languages, added and flushed; the test commits."""

from dataclasses import asdict
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select

from quiz.accounts.models import Role, Staff
from quiz.bank.facts import facts_of
from quiz.bank.kinds.registry import deal
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of
from quiz.events.models import Channel, Entry, Event, Output, Round
from quiz.extensions import db
from quiz.game.models import Board, Player
from quiz.i18n.localized import Localized
from quiz.objects.actions import make_object as keep_object
from quiz.objects.models import MuseumObject
from quiz.objects.rules import ObjectWords
from quiz.pictures.models import Picture
from tests.clocks import EVENING
from tests.pictures.drawings import draw, encoded

numbers = count(1)


def save(row: Any) -> Any:
    """The row, added and flushed."""
    db.session.add(row)
    db.session.flush()
    return row


def make_staff(role: str = "host", **values: Any) -> Staff:
    """A member of staff with one role, without a password."""
    number = next(numbers)
    known = db.session.scalar(select(Role).where(Role.name == role)) or Role(name=role)
    defaults = {
        "email": f"staff{number}@museum.example",
        "name": f"Staff {number}",
        "made_at": EVENING,
    }
    staff: Staff = save(Staff(**defaults | values, roles=[known]))
    return staff


def make_bank(**values: Any) -> Bank:
    """A bank without questions."""
    bank: Bank = save(Bank(**{"name": f"Banque {next(numbers)}", "made_at": EVENING} | values))
    return bank


def make_question(bank: Bank | None = None, **values: Any) -> Question:
    """A single-choice question of four choices, of which the second is right."""
    bank = bank or make_bank()
    number = next(numbers)
    defaults = {
        "bank_id": bank.id,
        "position": len(bank.questions) + 1,
        "fingerprint": f"{number:064x}",
        "kind": "single",
        "prompt": Localized("En quelle année le musée a-t-il ouvert ?", "博物馆哪一年开放？"),
        "choices": tuple(Localized(f"en {year}", f"{year}年") for year in (1851, 1852, 1899, 1909)),
        "key": {"right": [2]},
        "seconds": 30,
        "explanation": Localized("Il ouvrit à Marlborough House.", "它最初设在马尔伯勒府。"),
    }
    question: Question = save(Question(**defaults | values))
    for name, value in asdict(facts_of(draft_of(question))).items():
        setattr(question, name, values.get(name, value))
    db.session.expire(bank, ["questions"])
    return question


def make_object(**values: Any) -> MuseumObject:
    """A bowl of Longquan, its label complete in both languages, without a picture."""
    words = ObjectWords(
        **{
            "title": Localized("Coupe à décor de lotus", "莲瓣纹碗"),
            "maker": Localized("Fours de Longquan", "龙泉窑"),
            "date": Localized("XIIe siècle", "南宋"),
            "place": Localized("Zhejiang", "浙江"),
            "material": Localized("Grès porcelaineux", "青瓷"),
            "inventory_no": "C.25-1935",
            "institution": "V&A",
            "credit": "Don de la famille Ling",
            "rights": "http://creativecommons.org/publicdomain/mark/1.0/",
            "page": "https://collections.example/c25",
            **values,
        }
    )
    return keep_object(words, EVENING, "test")


def make_picture(**values: Any) -> Picture:
    """A picture of 600 × 400 pixels; its copies differ by their bytes alone."""
    number = next(numbers)
    defaults = {
        "key": f"{number:032x}",
        "name": "vase.jpg",
        "width": 600,
        "height": 400,
        "frame": [0, 0, 1_000, 1_000],
        "focus": [500, 500],
        "master": encoded(draw()),
        "phone": b"\xff\xd8\xff phone %d" % number,
        "studio": b"\xff\xd8\xff studio %d" % number,
        "thumbnail": b"\xff\xd8\xff thumbnail %d" % number,
        "made_at": 0,
        "made_by": "test",
    }
    picture: Picture = save(Picture(**defaults | values))
    return picture


def make_event(**values: Any) -> Event:
    """An event without channels, questions or rounds; its overlay has that secret."""
    number = next(numbers)
    secret = values.pop("overlay_secret", f"{number:064x}")
    defaults = {
        "code": f"event{number}",
        "key": f"{number:032x}",
        "title": Localized("Au cœur du musée", "走进博物馆"),
        "museum": Localized("Musée de la céramique", "陶瓷博物馆"),
        "starts_at": EVENING,
        "outputs": [Output(secret=secret)],
        "made_at": EVENING,
    }
    event: Event = save(Event(**defaults | values))
    return event


def make_channel(event: Event | None = None, **values: Any) -> Channel:
    """A public channel of `event`, without delay."""
    event = event or make_event()
    position = len(event.channels) + 1
    defaults = {"event_id": event.id, "position": position, "name": f"channel{position}"}
    channel: Channel = save(Channel(**defaults | values))
    db.session.expire(event, ["channels"])
    return channel


def make_entry(event: Event, question: Question | None = None, **values: Any) -> Entry:
    """A question at the end of the run of show of `event`."""
    question = question or make_question()
    position = len(event.entries) + 1
    defaults = {"event_id": event.id, "question_id": question.id, "position": position}
    entry: Entry = save(Entry(**defaults | values))
    db.session.expire(event, ["entries"])
    return entry


def make_round(event: Event, question: Question | None = None, **values: Any) -> Round:
    """A round of a typed question that was counted and revealed a minute ago."""
    question = question or make_question(kind="text", choices=(), key={"forms": ["ruyi"]})
    long_ago = EVENING - 90_000
    defaults = {
        "event_id": event.id,
        "question_id": question.id,
        "number": 1,
        "key": f"{next(numbers):032x}",
        "content": deal(draft_of(question), Random(1)),
        "seconds": 10,
        "weight": 1,
        "speed_weight": "1/5",
        "lead_ms": 5_000,
        "plateau_ms": 4_000,
        "delays": {str(channel.id): channel.delay_ms for channel in event.channels},
        "launched_at": long_ago,
        "shut_at": long_ago + 30_000,
        "counted_at": long_ago + 31_000,
        "reveal_click_at": long_ago + 31_000,
    }
    played: Round = save(Round(**defaults | values))
    save(Board(round_id=played.id, top={"rows": []}, histogram={}, spread={}, players=0, answers=0))
    return played


def make_player(channel: Channel | None = None, **values: Any) -> Player:
    """Somebody who joined the event of `channel` there."""
    channel = channel or make_channel()
    number = next(numbers)
    defaults = {
        "id": number,
        "event_id": channel.event_id,
        "pass_hash": f"{number:064x}",
        "nickname": f"Céladon {number}",
        "nickname_key": f"celadon {number}",
        "channel_id": channel.id,
        "language": channel.language,
        "joined_at": EVENING,
    }
    player: Player = save(Player(**defaults | values))
    return player
