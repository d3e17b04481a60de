"""Every form writes in a moment: the write lock is held to write, and for nothing else.

No form of staff does anything that the record does not keep in words that it knows, nor does any
write a question whose version is not kept.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from time import thread_time

import pytest
from flask import Flask
from sqlalchemy import event as sa_event

from quiz.bank.actions import import_questions
from quiz.bank.queries import demo_file, export_bank, list_questions
from quiz.config import Settings
from quiz.database import writing
from quiz.extensions import db
from tests.bank.drafts import many_questions
from tests.clients import sign_in
from tests.clocks import SettableClock
from tests.web.staff_forms import (
    BY_THE_LEDGER,
    FORMS,
    LOOKED_AT,
    ON_THEIR_WAY,
    QUESTIONS,
    STRANGERS,
    Museum,
    file_of,
)
from tests.web.staff_records import before

# What undoes something needs something to undo.
FIRST = {
    "admin.unban": "admin.ban",
    "host.unban": "host.ban",
    "host.unhide": "host.hide",
    "host.unsee_names": "host.see_names",
    "host.restore_output": "host.remove_output",
    "host.open_door": "host.close_door",
    "host.send_crowd_away": "host.send_crowd",
    "host.undo_delay": "host.apply_delay",
    "host.let_in_group": "host.ban_group",
    "remote.take": "remote.enter",
}
# What is refused while an event is on, and an hour afterwards.
IN_QUIET = {"host.send_crowd", "host.send_crowd_away"}
HOUR_MS = 3_600_000
# A file that changes two thousand questions keeps as many versions: that takes the most.
# Of this thread's processor time, between the lock and the commit: three times what the largest
# takes on a machine in a good hour, as a poor one takes half as long again.
LONGEST_MS = 200
MOST_STATEMENTS = 30
BEGINNINGS = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE", "WITH")
LOCKING = "FOR NO KEY UPDATE"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Of a server that knows where it is: a crowd's process finds nobody there, and ends."""
    return replace(settings, own_address="http://127.0.0.1:9")


@dataclass
class Hold:
    """How often the lock was taken, and how long it was held at most: statements, ms."""

    times: int = 0
    statements: int = 0
    ms: float = 0.0
    kept: list[str] = field(default_factory=list)
    _since: float | None = None
    _said: list[str] = field(default_factory=list)

    def note(self, statement: str) -> None:
        """A statement is about to run."""
        words = statement.lstrip()
        if self._since is None and (words.startswith(BEGINNINGS) or LOCKING in words):
            self._since, self._said = thread_time(), []
        if self._since is not None:
            self._said.append(words)

    def end(self, _connection: object) -> None:
        """The transaction ends."""
        if self._since is not None:
            self.times += 1
            self.ms = max(self.ms, (thread_time() - self._since) * 1_000)
            if len(self._said) > self.statements:
                self.statements, self.kept = len(self._said), self._said
        self._since = None


@contextmanager
def watching() -> Iterator[Hold]:
    """Watch what the application's engine holds."""
    hold = Hold()

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        hold.note(statement)

    listeners = {"before_cursor_execute": note, "commit": hold.end, "rollback": hold.end}
    for name, listener in listeners.items():
        sa_event.listen(db.engine, name, listener)
    # What pytest has left behind is not looked for meanwhile.
    gc.disable()
    try:
        yield hold
    finally:
        gc.enable()
        for name, listener in listeners.items():
            sa_event.remove(db.engine, name, listener)


def test_every_form_is_measured(app: Flask) -> None:
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert set(FORMS) == posts


@pytest.mark.both_databases
@pytest.mark.parametrize("endpoint", sorted(FORMS))
def test_a_form_writes_in_a_moment_what_the_record_keeps(
    app: Flask, museum: Museum, endpoint: str, clock: SettableClock
) -> None:
    client = app.test_client()
    if endpoint in IN_QUIET:
        clock.advance(HOUR_MS)
    if endpoint not in STRANGERS:
        sign_in(client, museum.admin)
    if first := FIRST.get(endpoint):
        client.post(museum.path(app, first), data=FORMS[first](museum))
    path, form = museum.path(app, endpoint), FORMS[endpoint](museum)
    known = before()
    with watching() as hold:
        response = client.post(path, data=form)
    assert response.status_code < 400
    assert (hold.times > 0) is (endpoint not in BY_THE_LEDGER | LOOKED_AT)
    assert hold.statements <= MOST_STATEMENTS, hold.kept
    assert hold.ms <= LONGEST_MS
    if endpoint not in BY_THE_LEDGER | LOOKED_AT | ON_THEIR_WAY:
        known.check()


@pytest.mark.both_databases
def test_a_file_that_changes_a_whole_bank_holds_the_lock_for_a_moment(
    app: Flask, museum: Museum
) -> None:
    client, path = sign_in(app.test_client(), museum.admin), museum.path(app, "admin.import_bank")
    with writing():
        number = import_questions("Gros", many_questions(QUESTIONS), 0).bank.id
        db.session.commit()
    edited = export_bank(number, "fr").replace("numéro".encode(), b"no")
    page = client.post(path, data={"name": "Gros", "file": (BytesIO(edited), "bank.csv")}).text
    hidden = dict(re.findall(r'name="(kept|seen)" type="hidden" value="([^"]*)"', page))
    db.session.rollback()
    with watching() as hold:
        sent = hidden | {"name": "Gros"}
        response = client.post(path, data=sent, content_type="multipart/form-data")
    assert response.status_code == 303
    assert {row.version for row in list_questions(number)} == {2}
    assert hold.statements <= MOST_STATEMENTS, hold.kept
    assert hold.ms <= LONGEST_MS


@pytest.mark.both_databases
@pytest.mark.parametrize("endpoint", ["admin.import_bank", "host.upload"])
def test_a_refused_file_never_takes_the_lock(app: Flask, museum: Museum, endpoint: str) -> None:
    client = sign_in(app.test_client(), museum.admin)
    wrong = demo_file().replace(b"prompt_zh", b"a text", 1)
    form = file_of(wrong, "name" if endpoint == "admin.import_bank" else "bank")(museum)
    db.session.rollback()
    with watching() as hold:
        response = client.post(museum.path(app, endpoint), data=form)
    assert (response.status_code, hold.times) == (422, 0)
