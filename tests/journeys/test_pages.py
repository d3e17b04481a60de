"""Every page, in both languages: accessible, no wider than a phone, all of it translated."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from os import environ
from random import Random

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from quiz.accounts.actions.invitations import invite
from quiz.accounts.actions.sign_ins import make_link
from quiz.accounts.models import Staff
from quiz.accounts.roles import ROLES
from quiz.bank.edits import edit_question
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of
from quiz.clock import clock
from quiz.database import writing
from quiz.delays.actions import begin_measurement
from quiz.events.facts import EventFacts
from quiz.events.models import Channel, Entry, Event, Output
from quiz.events.queries import event_facts, get_event
from quiz.extensions import db
from quiz.game.actions.rehearsal import begin_rehearsal
from quiz.game.models import Player
from quiz.glossary.actions import add_term
from quiz.glossary.rules import tidy_term
from quiz.i18n.localized import HTML_LANG, LANGUAGES, Localized
from quiz.objects.models import MuseumObject
from quiz.web.crowd.cookies import rehearsal_token
from tests.factories import make_object, make_staff
from tests.journeys.house import LONGEST_SECONDS, WORD, House
from tests.journeys.screen import DESK, Screen
from tests.journeys.staff import open_desk
from tests.journeys.words import untranslated

pytestmark = pytest.mark.chromium

PAST, COMING = "tresors", "va2020"
# In the short form every page is read in both languages, and measured and looked at in one of them,
# by turns; `make soak` looks at each in both, and at more widths.
WHOLE = "QUIZ_SOAK_SECONDS" in environ
# Endpoint, or what else is shown: who looks at it, and its path after the language.
PAGES = {
    "play.home": ("nobody", "/"),
    "play.home refused": ("nobody", "/?code=unknown"),
    "play.privacy": ("nobody", "/privacy"),
    "play.accessibility": ("nobody", "/accessibility"),
    "help.contents": ("nobody", "/help"),
    "help.viewers": ("nobody", "/help/viewers"),
    "help.hosts": ("nobody", "/help/hosts"),
    "help.curators": ("nobody", "/help/curators"),
    "help.admins": ("nobody", "/help/admins"),
    "landing": ("nobody", f"/e/{COMING}/kuaishou"),
    "where": ("nobody", f"/e/{COMING}"),
    "landing over": ("nobody", f"/e/{PAST}/youtube"),
    "not found": ("nobody", "/e/unknown/kuaishou"),
    "account.sign_in": ("nobody", "/account/sign-in"),
    "account.enrol": ("nobody", "/account/enrol/{token}"),
    "account.link": ("nobody", "/account/link/{link}"),
    "account.show": ("host", "/account/"),
    "account.password": ("host", "/account/password"),
    "forbidden": ("host", "/account/staff"),
    "host.index": ("host", "/host/"),
    "host.console": ("host", f"/host/{COMING}"),
    "host.console over": ("host", f"/host/{PAST}"),
    "host.links": ("host", f"/host/{COMING}/links"),
    "host.rehearsal": ("host", f"/host/{PAST}/rehearsal"),
    "host.rehearsal begun": ("host", f"/host/{COMING}/rehearsal"),
    "host.console rehearsal": ("host", "/host/{twin}"),
    "play.rehearsal": ("nobody", "/rehearsal/{twin}/{admission}"),
    "landing rehearsal": ("nobody", "/e/{twin}/kuaishou"),
    "host.delays": ("host", f"/host/{PAST}/delays"),
    "host.delays begun": ("host", f"/host/{COMING}/delays"),
    "tap.show": ("nobody", f"/tap/{COMING}/{{tapped}}/kuaishou"),
    "host.judged": ("host", f"/host/{PAST}/names"),
    "host.rename_page": ("host", f"/host/{PAST}/players/{{player}}/name"),
    "host.correction": ("host", f"/host/{COMING}/show/{{entry}}/question"),
    "host.pilot": ("host", f"/host/{COMING}/auto-pilot"),
    "host.pilot over": ("host", f"/host/{PAST}/auto-pilot"),
    "host.crowd": ("host", f"/host/{PAST}/crowd"),
    "account.staff": ("admin", "/account/staff"),
    "account.hosting": ("admin", "/account/staff/{staff}/events"),
    "admin.whole_record": ("admin", "/admin/record"),
    "admin.whole_record empty": ("admin", "/admin/record?kind=players&who=stranger"),
    "admin.banks": ("admin", "/admin/banks"),
    "admin.bank": ("admin", "/admin/banks/{bank}"),
    "admin.questions": ("admin", "/admin/questions"),
    "admin.questions none": ("admin", "/admin/questions?q=introuvable"),
    "admin.check_bank": ("admin", "/admin/banks/{bank}/check"),
    "admin.translations": ("admin", "/admin/translate"),
    "admin.translate_question": ("admin", "/admin/translate/zh/{question}"),
    "admin.glossary": ("admin", "/admin/glossary"),
    "admin.glossary none": ("admin", "/admin/glossary?q=introuvable"),
    "admin.edit_term": ("admin", "/admin/glossary/{term}"),
    "admin.import_bank": ("admin", "/admin/banks/import"),
    "admin.new_question": ("admin", "/admin/banks/{bank}/questions/new"),
    "admin.edit_question": ("admin", "/admin/banks/{bank}/questions/{question}"),
    "admin.question_history": ("admin", "/admin/banks/{bank}/questions/{question}/history"),
    "admin.question_version": ("admin", "/admin/banks/{bank}/questions/{question}/history/1"),
    "admin.objects": ("admin", "/admin/objects"),
    "admin.objects none": ("admin", "/admin/objects?q=introuvable"),
    "admin.new_object": ("admin", "/admin/objects/new"),
    "admin.edit_object": ("admin", "/admin/objects/{object}"),
    "admin.events": ("admin", "/admin/events"),
    "admin.events archived": ("admin", "/admin/events?archived=1"),
    "admin.bin": ("admin", "/admin/bin"),
    "admin.duplicate_event": ("admin", f"/admin/events/{PAST}/duplicate"),
    "admin.new_event": ("admin", "/admin/events/new"),
    "admin.event": ("admin", f"/admin/events/{PAST}"),
    "admin.edit_event": ("admin", f"/admin/events/{COMING}/edit"),
    "admin.show": ("admin", f"/admin/events/{COMING}/show"),
    "admin.players": ("admin", f"/admin/events/{PAST}/players"),
    "admin.rounds": ("admin", f"/admin/events/{PAST}/rounds"),
    "admin.typed": ("admin", f"/admin/events/{PAST}/rounds/{{typed}}"),
    "admin.typed accept": ("admin", f"/admin/events/{PAST}/rounds/{{typed}}?accept=ruyi"),
    "host.foresee_form": ("host", f"/host/{PAST}/rounds/{{typed}}/mend?accept=ruyi"),
    "admin.barred_words": ("admin", "/admin/words"),
    "admin.record": ("admin", f"/admin/events/{PAST}/record"),
    "admin.new_channel": ("admin", f"/admin/events/{COMING}/channels/new"),
    "admin.edit_channel": ("admin", f"/admin/events/{COMING}/channels/{{channel}}"),
    "admin.new_output": ("host", f"/admin/events/{COMING}/outputs/new"),
    "admin.theme": ("host", f"/admin/events/{COMING}/theme"),
    "admin.edit_output": ("host", f"/admin/events/{COMING}/outputs/{{output}}"),
}
# Redirects, files, and what scripts ask for; the evening's journey plays the quiz itself.
NO_PAGES = re.compile(
    r"\.(css|csv|jpg|json|png|svg|xlsx|zip)$|/live$|/host/.*/questions$|^/<language:lang>/account/home$"
    r"|/(join|play)$|/e/<code>"
)
ANSWERED = {"not found": 404, "forbidden": 403, "play.home refused": 404}


@pytest.fixture(scope="module")
def places(house: House) -> dict[str, object]:
    """What stands in the paths."""
    with house.app.app_context(), writing():
        token = invite("test", "host")
        link = make_link("test", make_staff(name="Léa"))
        make_object()
        db.session.commit()
        event = get_event(PAST)
        typed = next(r.number for r in event.rounds if r.content["kind"] == "text")
        change_longest()
        term = write_glossary()
        twin = make_rehearsal()
        tapped = begin_measurement(get_event(COMING).id, clock.now(), "test").secret
        db.session.commit()
        secret = house.app.config["SECRET_KEY"].encode()
        admission = rehearsal_token(secret, twin.key)
        db.session.remove()
    event = house.first_id(Event, code=COMING)
    bank = house.first_id(Bank, name="Céladons")
    return {
        "token": token,
        "link": link,
        "bank": bank,
        "question": house.first_id(Question, seconds=LONGEST_SECONDS),
        "typed": typed,
        "term": term,
        "object": house.first_id(MuseumObject),
        "channel": house.first_id(Channel, event_id=event),
        "output": house.first_id(Output, event_id=event),
        "entry": house.first_id(Entry, event_id=event),
        "twin": twin.code,
        "tapped": tapped,
        "admission": admission,
        "staff": house.first_id(Staff, name="Léa"),
        "player": house.first_id(Player, event_id=house.first_id(Event, code=PAST)),
    }


def make_rehearsal() -> EventFacts:
    """The rehearsal of the coming event."""
    event_id, now = get_event(COMING).id, clock.now()
    with writing():
        twin_id = begin_rehearsal(event_id, "", now, Random(1), "test").id
        db.session.commit()
    facts = event_facts(twin_id)
    assert facts is not None
    return facts


def write_glossary() -> int:
    """Terms, one of them as long as a term may be; the number of that one."""
    with writing():
        add_term(tidy_term("clair de lune", "月白", "Le bleu le plus pâle."), "test")
        longest = tidy_term(WORD * 4, "青花描金纹章大盘" * 15, f"{WORD} " * 19)
        number = add_term(longest, "test").id
        db.session.commit()
        return number


def change_longest() -> None:
    """Give the longest question a history: other words of it, in both languages."""
    longest = select(Question).filter_by(seconds=LONGEST_SECONDS).order_by(Question.id)
    question = db.session.scalars(longest).first()
    assert question is not None
    with writing():
        draft = draft_of(question)
        other = Localized(draft.prompt.fr[:-8] + " vase", draft.prompt.zh[:-4] + "花瓶")
        edit_question(question.id, replace(draft, prompt=other), question.version, "test")
        db.session.commit()


@pytest.fixture(scope="module")
def people(chromium: Browser, house: House) -> Iterator[dict[str, Screen]]:
    """A browser for each: signed in, or nobody's."""
    with ExitStack() as desks:
        nobody = Screen(chromium, "nobody", house.base, viewport=DESK)
        desks.callback(nobody.finish)
        screens = {"nobody": nobody}
        for role in ROLES:
            screens[role] = desks.enter_context(open_desk(chromium, house, role, role))
        for screen in screens.values():
            screen.expected.append(re.compile(r"status of 40[34] "))
        yield screens


def test_every_page_is_looked_at(house: House) -> None:
    rules = [r for r in house.app.url_map.iter_rules() if "GET" in (r.methods or ())]
    pages = {r.endpoint for r in rules if "lang" in r.arguments and not NO_PAGES.search(r.rule)}
    assert pages - set(PAGES) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page(people: dict[str, Screen], places: dict[str, object], name: str, lang: str) -> None:
    who, path = PAGES[name]
    screen = people[who]
    response = screen.page.goto(f"/{lang}{path.format(**places)}")
    assert response is not None
    assert response.status == ANSWERED.get(name, 200)
    assert screen.page.locator("html").get_attribute("lang") == HTML_LANG[lang]
    assert untranslated(screen.page, lang) == []
    widths = (360, 1280, 1440) if name.startswith("host.console") else (360, 1440)
    widths = (*widths, 390, 1_024) if WHOLE else widths
    if WHOLE or lang == LANGUAGES[[*PAGES].index(name) % len(LANGUAGES)]:
        screen.look(f"{name.replace(' ', '-')}-{lang}", widths)


@pytest.mark.parametrize("name", ["landing", "account.sign_in", "host.console", "admin.players"])
def test_the_focus_is_always_seen(
    people: dict[str, Screen], places: dict[str, object], name: str
) -> None:
    who, path = PAGES[name]
    screen = people[who]
    screen.page.goto(f"/fr{path.format(**places)}")
    screen.walk(25)
