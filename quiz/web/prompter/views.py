"""What the presenter reads: the question with its key, and whether the answer may be said."""

from typing import Any

from flask import Response, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup

from quiz.config import Settings
from quiz.console.channels import aloud
from quiz.console.evening import Evening, read_evening
from quiz.console.question import stage_of
from quiz.console.steps import waiting
from quiz.events.outputs import PROMPTER_KIND
from quiz.i18n.localized import LANGUAGES
from quiz.i18n.measures import remaining
from quiz.web.faces import face_of_html
from quiz.web.guards import public
from quiz.web.links import get_output
from quiz.web.prompter.blueprint import prompter

BOTH = "both"
CHOICES = (BOTH, *LANGUAGES)
KEPT = "prompter"
YEAR_S = 31_536_000


@prompter.get("/prompter/<code>/<secret>", endpoint="show")
@public
def prompter_page(code: str, secret: str) -> ResponseReturnValue:
    """The whole page, in both languages or one; the browser remembers which."""
    get_output(code, PROMPTER_KIND, secret)
    languages, evening = _languages(), read_evening(code)
    if languages != BOTH:
        g.language = languages
    page = render_template(
        "prompter/show.html",
        code=evening.facts.code,
        secret=secret,
        title=evening.facts.title,
        is_rehearsal=evening.facts.is_rehearsal,
        languages=languages,
        choices=CHOICES,
        body=_body(evening, languages, still=False),
    )
    return _remember(make_response(page), languages)


@prompter.get("/prompter/<code>/<secret>/live", endpoint="live")
@public
def prompter_now(code: str, secret: str) -> ResponseReturnValue:
    """What stands there now, for the page's script; left out if it has it (`face`)."""
    get_output(code, PROMPTER_KIND, secret)
    evening = read_evening(code)
    html = _body(evening, _languages(), still=True)
    face = face_of_html(html)
    fresh = {} if request.args.get("face") == face else {"html": html}
    return jsonify(face=face, changes_at=evening.changes_at, **fresh)


def _languages() -> str:
    """The languages that are asked for, else those that this browser chose last, else both."""
    asked = request.args.get("languages"), request.cookies.get(KEPT)
    return next((choice for choice in asked if choice in CHOICES), BOTH)


def _remember(page: Response, languages: str) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    if request.args.get("languages") in CHOICES:
        page.set_cookie(
            KEPT,
            languages,
            max_age=YEAR_S,
            path="/prompter",
            secure=settings.https,
            httponly=True,
            samesite="Lax",
        )
    return page


def _body(evening: Evening, languages: str, *, still: bool) -> Markup:
    """Each language by itself; where it is `still`, the page's script fills in what moves."""
    context: dict[str, Any] = {
        "stage": stage_of(evening),
        "aloud": aloud(evening),
        "waiting": waiting(evening),
        "left": lambda at: "" if still else remaining(at, evening.now),
    }
    columns = []
    for language in LANGUAGES if languages == BOTH else (languages,):
        with force_locale(language):
            columns.append(render_template("prompter/_column.html", own=language, **context))
    return Markup().join(map(Markup, columns))
