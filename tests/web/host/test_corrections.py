"""A planned question corrected by a host: what it says, when it may be, and the way back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.kinds.registry import KINDS
from quiz.bank.models import Question
from quiz.bank.queries import draft_of
from quiz.bank.rules import Draft, picture_name
from quiz.events.models import Entry
from quiz.events.rules import Step
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import SettableClock
from tests.evenings import Evening, make_evening
from tests.factories import make_picture, make_question
from tests.web.host.test_show import SCRIPT

UNDO = re.compile(r'class="undo" method="post" action="([^"]+)"')
# The page as it comes with a question of four choices, and what a host makes of it.
SENT = {
    "version": "1",
    "prompt-fr": "En quelle année le musée a-t-il ouvert ses portes ?",
    "prompt-zh": "博物馆哪一年开放？",
    "choice1-fr": "en 1851",
    "choice1-zh": "1851年",
    "choice2-fr": "en 1852",
    "choice2-zh": "1852年",
    "choice3-fr": "en 1899",
    "choice3-zh": "1899年",
    "choice4-fr": "",
    "choice4-zh": "",
    "right": "3",
    "seconds": "20",
    "weight": "2",
}


@dataclass
class Desk:
    """A host before an evening whose first question is to be corrected."""

    client: FlaskClient
    evening: Evening
    entry_id: int
    question_id: int

    @property
    def path(self) -> str:
        """Where the page is."""
        return f"/fr/host/{self.evening.code}/show/{self.entry_id}/question"

    def draft(self) -> Draft:
        """What the question says now."""
        db.session.rollback()
        return draft_of(db.session.get_one(Question, self.question_id))


@pytest.fixture
def desk(host_client: FlaskClient, evening: Evening) -> Iterator[Desk]:
    first = select(Entry).where(Entry.event_id == evening.event_id).order_by(Entry.position)
    entry = db.session.scalars(first).first()
    assert entry is not None
    yield Desk(host_client, evening, entry.id, entry.question_id)
    db.session.rollback()


def test_the_page_shows_what_the_question_says(desk: Desk) -> None:
    page = desk.client.get(desk.path).text
    for text in ("Marlborough House", "en 1909", "1909年", 'name="weight"', 'value="30"'):
        assert (text, text in page) == (text, text != "Marlborough House")


def test_what_is_corrected_is_kept_and_all_else_stays(desk: Desk) -> None:
    before = desk.draft()
    answer = desk.client.post(desk.path, data=SENT, headers=SCRIPT)
    assert answer.json["status"] == "done"
    after = desk.draft()
    assert (after.prompt.fr, after.seconds, after.weight) == (SENT["prompt-fr"], 20, 2)
    assert (after.key, len(after.choices)) == ({"right": [3]}, 3)
    assert (after.explanation, after.kind) == (before.explanation, before.kind)
    desk.evening.step(Step.LAUNCH)
    launched = desk.evening.round()
    chosen = [one["id"] for one in launched.content["choices"] if "en 1899" in str(one)]
    assert launched.content["key"] == {"right": chosen}
    assert (launched.weight, launched.times.seconds) == (2, 20)


def test_the_console_offers_to_undo_it(desk: Desk) -> None:
    before = desk.draft()
    console = desk.client.post(desk.path, data=SENT, follow_redirects=True).text
    found = UNDO.search(console)
    assert found is not None
    assert desk.draft() != before
    assert desk.client.post(found[1]).status_code == 303
    assert desk.draft() == before


def test_it_is_undone_until_somebody_changes_the_question_again(desk: Desk) -> None:
    before = desk.draft()
    undo = desk.client.post(desk.path, data=SENT, headers=SCRIPT).json["undo"]
    assert desk.client.post(undo, headers=SCRIPT).json["status"] == "done"
    assert desk.draft() == before
    undo = desk.client.post(desk.path, data=SENT | {"version": "3"}, headers=SCRIPT).json["undo"]
    desk.client.post(desk.path, data=SENT | {"version": "4", "seconds": "25"}, headers=SCRIPT)
    refused = desk.client.post(undo, headers=SCRIPT)
    assert (refused.status_code, desk.draft().seconds) == (409, 25)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"prompt-zh": ""}, "prompt-zh-error"),
        ({"right": "5"}, 'class="error"'),
        ({"seconds": "0"}, "seconds-error"),
        ({"seconds": "bientôt"}, "seconds-error"),
        ({"weight": "99"}, "weight-error"),
    ],
)
def test_what_cannot_be_launched_is_said_and_nothing_is_lost(
    desk: Desk, wrong: dict[str, str], sentence: str
) -> None:
    before = desk.draft()
    answer = desk.client.post(desk.path, data=SENT | wrong)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert SENT["prompt-fr"].replace("?", "").strip() in answer.text
    assert desk.draft() == before


def test_who_was_second_is_told_and_may_insist(desk: Desk) -> None:
    desk.client.post(desk.path, data=SENT)
    late = desk.client.post(desk.path, data=SENT | {"seconds": "25"})
    assert (late.status_code, desk.draft().seconds) == (409, 20)
    assert 'name="version" type="hidden" value="2"' in late.text
    again = SENT | {"seconds": "25", "version": "2"}
    assert desk.client.post(desk.path, data=again).status_code == 303
    assert desk.draft().seconds == 25


def test_what_is_launched_is_corrected_no_more(desk: Desk) -> None:
    desk.evening.step(Step.LAUNCH)
    before = desk.draft()
    assert desk.client.get(desk.path).status_code == 409
    assert desk.client.post(desk.path, data=SENT).status_code == 409
    assert desk.draft() == before


def test_each_kind_comes_back_as_it_was(app: Flask, clock: SettableClock, desk: Desk) -> None:
    number = make_question(kind="number", choices=(), key={"value": "20.5", "tolerance": "2"})
    forms = make_question(kind="text", choices=(), key={"forms": ["ruyi", "如意"]})
    order = make_question(kind="order", key={})
    poll = make_question(kind="poll", key={}, weight=0)
    regions = [[100 * n, 100, 90, 90] for n in range(4)]
    hotspot = make_question(
        kind="hotspot",
        key={"right": [2], "regions": regions},
        image=picture_name(make_picture().key),
        image_alt=Localized("Un vase", "花瓶"),
    )
    db.session.commit()
    evening = make_evening(app, clock, desk.evening.rng, number, forms, order, poll, hotspot)
    planned = select(Entry.id, Entry.question_id).where(Entry.event_id == evening.event_id)
    for entry_id, question_id in db.session.execute(planned.order_by(Entry.position)).all():
        other = Desk(desk.client, evening, entry_id, question_id)
        before = other.draft()
        cells = KINDS[before.kind].cells(before.key)
        texts = {
            f"{name}-{lang}": getattr(text, lang)
            for name, text in (
                ("prompt", before.prompt),
                *((f"choice{n}", choice) for n, choice in enumerate(before.choices, 1)),
            )
            for lang in ("fr", "zh")
        }
        typed = {"right": cells[0]} if before.kind == "hotspot" else {"correct": cells[0]}
        if before.kind == "number":
            typed["tolerance"] = cells[1]
        facts = {**typed, "version": "1", "seconds": "31"}
        sent = facts | texts | ({"weight": "1"} if before.weight else {})
        assert desk.client.post(other.path, data=sent).status_code == 303, before.kind
        after = other.draft()
        assert after == replace(before, seconds=31)
