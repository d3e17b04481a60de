"""Help, a page for each reader.

All of it is public: it holds no secret, the person at the mixing desk and a host who was signed out
have no account to show, and a page that knows nobody may be kept by every cache.
"""

from flask import Response, make_response, render_template, request

from quiz.web.guards import public
from quiz.web.help.blueprint import help_pages
from quiz.web.help.pages import PAGES
from quiz.web.help.pictures import PICTURES
from quiz.web.help.places import help_here
from quiz.web.help.signs import marked_up
from quiz.web.navigation import absolute

# A browser may keep them for five minutes; what they show changes with the program alone.
KEPT = "public, max-age=300"

help_pages.add_app_template_filter(marked_up)
help_pages.add_app_template_global(help_here)


@help_pages.get("/<language:lang>/help")
@public
def contents() -> Response:
    """Every page with its sections."""
    return _kept("help/contents.html", pages=PAGES.values())


@help_pages.get("/<language:lang>/help/viewers")
@public
def viewers() -> Response:
    """How to play, how points come, and why nobody loses by language or network."""
    return _page("viewers")


@help_pages.get("/<language:lang>/help/hosts")
@public
def hosts() -> Response:
    """The first evening, delays, the overlay, and what to do when something goes wrong."""
    return _page("hosts")


@help_pages.get("/<language:lang>/help/curators")
@public
def curators() -> Response:
    """Banks, writing, files, pictures, objects, translation."""
    return _page("curators")


@help_pages.get("/<language:lang>/help/admins")
@public
def admins() -> Response:
    """Staff, events, exports, safety copies, personal data."""
    return _page("admins")


def _page(name: str) -> Response:
    return _kept("help/page.html", page=PAGES[name], pictures=PICTURES)


def _kept(template: str, **words: object) -> Response:
    page = make_response(render_template(template, address=absolute(request.path), **words))
    page.headers["Cache-Control"] = KEPT
    return page
