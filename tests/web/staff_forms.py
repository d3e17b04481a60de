"""Every form of the product, with something true to send, and a museum that it finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask

from quiz.accounts.actions import invitations, sign_ins
from quiz.accounts.models import Staff
from quiz.accounts.passwords import hash_password
from quiz.accounts.queries import find_invitation, find_sign_in
from quiz.bank.history.keeping import keep_after, keep_before, new_step
from quiz.bank.models import Question
from quiz.events.mends import Change
from quiz.events.models import EventAlias, Output
from quiz.events.queries import get_event
from quiz.extensions import db
from quiz.game.actions.mend import add_mend
from quiz.game.actions.museum_words import add_word
from quiz.glossary.actions import add_term
from quiz.glossary.rules import Term
from quiz.i18n.localized import Localized
from tests.bank.drafts import many_questions
from tests.evenings import Evening
from tests.factories import (
    make_bank,
    make_channel,
    make_entry,
    make_object,
    make_player,
    make_question,
    make_round,
    make_staff,
)
from tests.pictures.drawings import draw, encoded
from tests.web.apart import phone_key, things_apart
from tests.web.host_forms import (
    GROUP_MARKS,
    HOST_FORMS,
    QUESTION,
    QUESTIONS,
    Form,
    file_of,
    fixed,
    nothing,
)
from tests.web.typed_forms import CHANNEL, EVENT, OBJECT, OUTPUT, THEME

PASSWORD = "un bol céladon très ancien"
NEW_PASSWORD = "une jarre de Longquan fêlée"

# Who is signed in already, is not asked to sign in.
STRANGERS = {"account.sign_in", "account.enrol", "account.link", "play.join", "play.take_part"}


@dataclass
class Museum:
    """A museum with something for every form: what its paths name, what its forms have seen."""

    admin: Staff
    places: dict[str, Any]
    tokens: dict[str, str]
    version: dict[str, str]
    # What a form is about that finds something else than the others.
    others: dict[str, dict[str, Any]]

    def path(self, app: Flask, endpoint: str) -> str:
        """Where the form of that view is sent."""
        rules = app.url_map.iter_rules(endpoint)
        rule = next(rule for rule in rules if "POST" in (rule.methods or ()))
        known = self.places | {"token": self.tokens.get(endpoint)} | self.others.get(endpoint, {})
        values = {name: known[name] for name in rule.arguments}
        return app.url_map.bind("localhost").build(endpoint, values, "POST")


def make_museum(evening: Evening) -> Museum:
    """An evening, a bank of forty questions that are all planned, people, players, links."""
    admin = make_staff("admin", password=hash_password(PASSWORD))
    host = make_staff("host")
    bank = make_bank(name="V&A")
    wrong = Localized("C'est le plus ancien.", "这是最古老的.")
    questions = [make_question(bank, explanation=wrong) for _ in range(40)]
    questions[0].outdated = "zh"
    event = get_event(evening.code)
    for question in questions:
        make_entry(event, question)
    event.aliases.append(EventAlias(code="ancien"))
    channel, spare = event.channels[0], make_channel(event, name="spare")
    overlay = Output(secret="spare")
    event.outputs.append(overlay)
    db.session.flush()
    invited = invitations.invite("test", "host", "late@museum.example")
    invitation = find_invitation(invited, evening.clock.now())
    assert invitation is not None
    browser = find_sign_in(sign_ins.sign_in(admin, "Other"), evening.clock.now())
    assert browser is not None
    mend = add_mend(make_round(event).id, Change(accept="sceptre"), evening.clock.now(), "test")
    places = {
        "lang": "fr",
        "code": event.code,
        "old": "ancien",
        "channel": channel.name,
        "channel_id": spare.id,
        "output_id": overlay.id,
        "bank_id": bank.id,
        "question_id": questions[0].id,
        "target": "zh",
        "term_id": add_term(Term("céladon", "青瓷"), "test").id,
        "entry_id": event.entries[-1].id,
        "player_id": make_player(channel, **GROUP_MARKS, joined_at=1, unseen_since=1).id,
        "staff_id": host.id,
        "invitation_id": invitation.id,
        "sign_in_id": browser.id,
        "step": "launch",
        "number": 1,
        "kind": "prompter",
        "mend_id": mend.id,
        "step_key": kept_change(questions[1]),
        "object_id": make_object().id,
        "word_id": add_word("vilain mot", evening.clock.now(), "test").id,
    }
    keep_before(Question.id == questions[0].id)
    tokens = {"account.enrol": invitations.invite("test", "host")}
    tokens["account.link"] = sign_ins.make_link("test", host)
    places["secret"], tokens["remote"] = phone_key(event.id, evening.clock.now())
    others = things_apart(bank, evening.clock.now())
    db.session.commit()
    return Museum(admin, places, tokens, {"version": str(event.version)}, others)


def kept_change(question: Question) -> str:
    """The step of a change to that question, which can be taken back."""
    keep_before(Question.id == question.id)
    question.seconds, question.version = 45, 2
    step = new_step("question.edit", "test")
    keep_after(step, Question.id == question.id)
    return step.key


def first_version(_museum: Museum) -> Mapping[str, Any]:
    """A button for what nobody has changed yet."""
    return {"version": "1"}


FORMS: dict[str, Form] = {
    "account.invite": fixed(role="host", email="new@museum.example"),
    "account.withdraw": nothing,
    "account.make_link": nothing,
    "account.change_role": fixed(role="admin"),
    "account.limit_host": fixed(limited="1", event="1"),
    "account.deactivate": nothing,
    "account.activate": nothing,
    "account.end_everywhere": nothing,
    "account.sign_in": lambda m: {"email": m.admin.email, "password": PASSWORD},
    "account.sign_out": nothing,
    "account.enrol": fixed(name="Lin", email="lin@museum.example", password=NEW_PASSWORD),
    "account.link": nothing,
    "account.password": fixed(current=PASSWORD, new=NEW_PASSWORD),
    "account.end_browser": nothing,
    "account.end_other_browsers": nothing,
    "admin.create_bank": fixed(name="Une autre"),
    "admin.rename_bank": fixed(name="Une autre", version="1"),
    "admin.delete_bank": first_version,
    "admin.import_bank": file_of(many_questions(QUESTIONS), "name"),
    "admin.post_file_part": lambda _m: {
        "upload": "0" * 32,
        "number": "0",
        "count": "1",
        "part": (BytesIO(b"kind,prompt_fr"), "bank.csv"),
    },
    "admin.preview_import": lambda _m: {
        "file": (BytesIO(many_questions(3)), "bank.csv"),
        "name": "Ce soir",
        "row": "2",
    },
    "admin.settle_question": lambda m: {"version": "1", "settled": "y"},
    "admin.mend_bank": lambda m: {"question": f"{m.places['question_id']}-1"},
    "admin.post_picture_part": lambda _m: {
        "upload": "0" * 32,
        "number": "0",
        "count": "1",
        "part": (BytesIO(encoded(draw())), "vase.jpg"),
    },
    "admin.new_question": lambda _m: QUESTION,
    "admin.preview_question": lambda _m: QUESTION,
    "admin.edit_question": lambda _m: QUESTION | {"version": "1"},
    "admin.delete_question": first_version,
    "admin.translate_question": fixed(prompt="哪一件？", version="1"),
    "admin.confirm_question": first_version,
    "admin.go_back": first_version,
    "admin.undo_step": nothing,
    "admin.add_term": fixed(fr="couverte", zh="釉"),
    "admin.edit_term": fixed(fr="couverte", zh="釉", version="1"),
    "admin.remove_term": nothing,
    "admin.import_terms": lambda _m: {"file": (BytesIO("fr,zh\ncouverte,釉\n".encode()), "g.csv")},
    "admin.found_terms": fixed(fr="Un céladon", zh="瓷器"),
    "admin.new_object": lambda _m: OBJECT,
    "admin.edit_object": lambda _m: OBJECT | {"version": "1"},
    "admin.delete_object": first_version,
    "admin.change_questions": lambda m: {
        "question": f"{m.places['question_id']}-1",
        "change": "add_tag",
        "tag": "céladon",
    },
    "admin.undo_change": nothing,
    "admin.restore_bank": nothing,
    "admin.erase_bank": nothing,
    "admin.restore_question": nothing,
    "admin.erase_question": nothing,
    "admin.restore_event": nothing,
    "admin.erase_event": nothing,
    "admin.duplicate_event": fixed(code="va2021", starts="2020-08-27T20:00"),
    "admin.archive_event": nothing,
    "admin.unarchive_event": nothing,
    "admin.delete_event": nothing,
    "admin.new_event": lambda _m: EVENT | {"code": "va2021"},
    "admin.edit_event": lambda m: EVENT | m.version | {"code": m.places["code"]},
    "admin.replace_overlay": nothing,
    "admin.give_up_code": nothing,
    "admin.new_channel": lambda m: CHANNEL | m.version,
    "admin.edit_channel": lambda m: CHANNEL | m.version,
    "admin.remove_channel": nothing,
    "admin.new_output": lambda m: OUTPUT | m.version,
    "admin.edit_output": lambda m: OUTPUT | m.version,
    "admin.theme": lambda m: THEME | m.version,
    "admin.usual_colours": nothing,
    "admin.plan": lambda m: {"bank": str(m.places["bank_id"]), "whole": "1"},
    "admin.move_entry": nothing,
    "admin.remove_entry": nothing,
    "admin.ban": nothing,
    "admin.unban": nothing,
    "admin.accept_typed": fixed(accept="vase"),
    "admin.add_word": fixed(text="chouette"),
    "admin.remove_word": nothing,
    "admin.undo_typed": nothing,
    **HOST_FORMS,
    "play.join": fixed(nickname="Ming"),
    "play.take_part": fixed(round="1", v="a"),
}
# Players' forms are written by the ledger; the session holds nothing for them.
BY_THE_LEDGER = {"play.join", "play.take_part"}
# A part of a file, or a tap, is nothing yet: what becomes of the whole is on record.
ON_THEIR_WAY = {"admin.post_file_part", "tap.tap"}
# What is only looked at is not kept.
LOOKED_AT = {"admin.found_terms", "admin.preview_import", "admin.preview_question"}
