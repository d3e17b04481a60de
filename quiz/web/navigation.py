"""Where staff can go from every page, by role."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import may_administer, may_host
from quiz.config import Settings
from quiz.web.signing import current_user


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its first page, its name, who may go there, and its other first pages."""

    endpoint: str
    label: Any
    allows: Callable[[Any], bool]
    others: tuple[str, ...] = ()

    @property
    def is_here(self) -> bool:
        """Whether the present page belongs to this section."""
        return request.path.startswith(tuple(map(url_for, (self.endpoint, *self.others))))


PLACES = (
    Section("host.index", _l("Tonight"), may_host),
    Section("admin.events", _l("Events"), may_administer),
    Section(
        "admin.banks",
        _l("Banks"),
        may_administer,
        ("admin.questions", "admin.translations", "admin.glossary"),
    ),
    Section("admin.objects", _l("Objects"), may_administer),
    Section("account.staff", _l("Staff"), may_administer),
)


def bind_navigation(app: Flask) -> None:
    """Let the templates of `app` ask where to go."""
    app.add_template_global(places)


def places() -> Iterator[Section]:
    """The sections that this reader may open."""
    for place in PLACES:
        if place.endpoint in current_app.view_functions and place.allows(current_user):
            yield place


def absolute(path: str) -> str:
    """A path of ours as a whole address, to be sent to somebody."""
    settings: Settings = current_app.config["SETTINGS"]
    return (settings.origin or request.host_url.rstrip("/")) + path
