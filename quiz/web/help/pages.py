"""The pages of help with their sections, whose words are `templates/help/<page>/<anchor>.html`."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A part of a page that screens link to by its anchor."""

    anchor: str
    title: LazyString


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page for one kind of reader, and for whom it is."""

    name: str
    title: LazyString
    lead: LazyString
    sections: tuple[HelpSection, ...]

    def section(self, anchor: str) -> HelpSection:
        """The section of that anchor; it is there."""
        return next(one for one in self.sections if one.anchor == anchor)


ALL = (
    HelpPage(
        "viewers",
        _l("Playing along"),
        _l("For everybody who watches the stream and wants to play."),
        (
            HelpSection("rules", _l("The rules in three lines")),
            HelpSection("points", _l("How points come")),
            HelpSection("fair", _l("Why nobody loses by language or network")),
            HelpSection("trouble", _l("When something is not right")),
        ),
    ),
    HelpPage(
        "hosts",
        _l("Hosting an evening"),
        _l("For whoever runs the console, and for the person at the mixing desk."),
        (
            HelpSection("evening", _l("The first evening")),
            HelpSection("console", _l("What the console shows")),
            HelpSection("delays", _l("Delays")),
            HelpSection("overlay", _l("The overlay in your software")),
            HelpSection("screens", _l("The prompter")),
            HelpSection("rehearsal", _l("Rehearse")),
            HelpSection("pilot", _l("Without a host")),
            HelpSection("when", _l("What to do when…")),
        ),
    ),
    HelpPage(
        "curators",
        _l("Writing questions"),
        _l("For those who write, illustrate and translate the questions."),
        (
            HelpSection("banks", _l("Banks")),
            HelpSection("writing", _l("Writing a question")),
            HelpSection("kinds", _l("Which kind for what")),
            HelpSection("files", _l("Files")),
            HelpSection("pictures", _l("Pictures")),
            HelpSection("objects", _l("Objects")),
            HelpSection("translation", _l("Translation")),
        ),
    ),
    HelpPage(
        "admins",
        _l("Running the house"),
        _l("For those who answer for staff, events and data, and for whoever runs the server."),
        (
            HelpSection("staff", _l("Staff")),
            HelpSection("events", _l("Events")),
            HelpSection("nicknames", _l("Nicknames")),
            HelpSection("exports", _l("Exports")),
            HelpSection("record", _l("The record")),
            HelpSection("copies", _l("Safety copies")),
            HelpSection("data", _l("Personal data")),
        ),
    ),
)
PAGES = {page.name: page for page in ALL}
