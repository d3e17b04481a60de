"""Which sections of help speak of which page of staff: the quiet links at its foot."""

from collections.abc import Iterator

from flask import request

from quiz.web.help.pages import PAGES, HelpPage, HelpSection

SPOKEN_OF: dict[str, tuple[tuple[str, str], ...]] = {
    "host.index": (("hosts", "evening"),),
    "host.links": (("hosts", "screens"), ("hosts", "overlay")),
    "host.rehearsal": (("hosts", "rehearsal"),),
    "host.pilot": (("hosts", "pilot"),),
    "host.delays": (("hosts", "delays"),),
    "host.crowd": (("hosts", "when"),),
    "admin.events": (("admins", "events"),),
    "admin.new_event": (("admins", "events"),),
    "admin.edit_event": (("admins", "events"),),
    "admin.duplicate_event": (("admins", "events"),),
    "admin.event": (("hosts", "evening"), ("hosts", "delays"), ("hosts", "overlay")),
    "admin.show": (("hosts", "evening"),),
    "admin.players": (("admins", "nicknames"), ("admins", "exports"), ("admins", "data")),
    "admin.barred_words": (("admins", "nicknames"),),
    "admin.rounds": (("admins", "exports"),),
    "admin.record": (("admins", "record"),),
    "admin.whole_record": (("admins", "record"),),
    "admin.banks": (("curators", "banks"),),
    "admin.bank": (("curators", "banks"), ("curators", "files")),
    "admin.questions": (("curators", "banks"),),
    "admin.check_bank": (("curators", "banks"),),
    "admin.bin": (("curators", "banks"),),
    "admin.import_bank": (("curators", "files"),),
    "admin.new_question": (
        ("curators", "writing"),
        ("curators", "kinds"),
        ("curators", "pictures"),
    ),
    "admin.edit_question": (
        ("curators", "writing"),
        ("curators", "kinds"),
        ("curators", "pictures"),
    ),
    "admin.question_history": (("curators", "writing"),),
    "admin.translations": (("curators", "translation"),),
    "admin.translate_question": (("curators", "translation"),),
    "admin.glossary": (("curators", "translation"),),
    "admin.objects": (("curators", "objects"),),
    "admin.new_object": (("curators", "objects"),),
    "admin.edit_object": (("curators", "objects"),),
    "account.staff": (("admins", "staff"),),
}


def help_here() -> Iterator[tuple[HelpPage, HelpSection]]:
    """The sections that speak of the present page, each with the page of help it stands on."""
    for name, anchor in SPOKEN_OF.get(request.endpoint or "", ()):
        page = PAGES[name]
        yield page, page.section(anchor)
