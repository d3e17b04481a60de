"""The console as a page, and what a write answers: a page, or JSON for the page's script."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, jsonify, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from quiz.bank.formats.refusal import FileRefused
from quiz.bank.queries import list_banks
from quiz.console.evening import read_evening
from quiz.errors import QuizError
from quiz.events.facts import EventFacts
from quiz.web.failures import wants_json
from quiz.web.host.crowd_form import CrowdForm
from quiz.web.host.delays_form import delays_form
from quiz.web.host.forms import UploadForm, WriteForm, new_bank_name
from quiz.web.host.parts import render_parts, values
from quiz.web.host.search import found_questions
from quiz.web.language import current_language
from quiz.web.undo import say_with_undo


@dataclass(frozen=True, slots=True)
class Undo:
    """A question that was just taken out, the entry it stood before, how often it is still there.

    The last lets a second click on *undo* put nothing back twice.
    """

    question_id: int
    before: int | None
    left: int


@dataclass(frozen=True, slots=True)
class Loader:
    """The forms of the loader as they were sent, where something was wrong with them."""

    upload: UploadForm | None = None
    write: WriteForm | None = None
    crowd: CrowdForm | None = None
    delays: FlaskForm | None = None
    file_refusal: FileRefused | None = None


def console_page(
    code: str,
    status: int = 200,
    *,
    notice: str = "",
    undo: Undo | None = None,
    loader: Loader | None = None,
) -> Response:
    """The whole console; `notice` says what was refused."""
    evening = read_evening(code)
    context = values(evening)
    page = render_template(
        "host/console.html",
        **context,
        parts=render_parts(evening, context, still=False),
        faces={n: part.face for n, part in render_parts(evening, context, still=True).items()},
        notice=notice,
        undo=None if undo is None else undo_path(code, undo),
        **found_questions(evening.facts, evening.entries),
        **loader_values(evening.facts, loader or Loader()),
    )
    return make_response(page, status)


def loader_values(facts: EventFacts, loader: Loader) -> dict[str, Any]:
    """What the loader's templates may say."""
    banks = list_banks()
    name = new_bank_name(banks, facts.title.in_(current_language()))
    return {
        "banks": banks,
        "upload": loader.upload or UploadForm(formdata=None, bank=name),
        "write": loader.write or WriteForm(formdata=None, bank=name),
        "crowd_form": loader.crowd or CrowdForm(formdata=None),
        "delays_form": loader.delays or delays_form(facts.channels, formdata=None),
        "file_refusal": loader.file_refusal,
    }


def done(
    code: str,
    sentence: object,
    *,
    already: bool = False,
    undo: Undo | None = None,
    fresh: Loader | None = None,
    undo_at: str | None = None,
) -> ResponseReturnValue:
    """Say what was done and kept; `fresh` is the sent form, empty again.

    A post to `undo_at` undoes it.
    """
    if wants_json():
        return jsonify(
            status="already" if already else "done",
            sentence=str(sentence),
            undo=undo_at if undo is None else undo_path(code, undo),
            parts={} if fresh is None else loader_parts(code, fresh),
        )
    if undo_at is None:
        flash(str(sentence), "right")
    else:
        say_with_undo(str(sentence), undo_at)
    if undo is None:
        return redirect(url_for("host.console", code=code), 303)
    page = url_for(
        "host.console", code=code, removed=undo.question_id, before=undo.before, left=undo.left
    )
    return redirect(page, 303)


def refused(code: str, error: QuizError, loader: Loader | None = None) -> ResponseReturnValue:
    """Say why something was not done, with what is true now."""
    if wants_json():
        body = {"status": "refused", "sentence": str(error), "parts": {}}
        if loader is not None:
            body["parts"] = loader_parts(code, loader)
        return make_response(jsonify(body), error.status)
    return console_page(code, error.status, notice=str(error), loader=loader)


def loader_parts(code: str, loader: Loader) -> dict[str, str]:
    """The sent form again, with what was typed and what is wrong with it."""
    context = loader_values(read_evening(code).facts, loader)
    ours = {"crowd_form": loader.crowd, "delays_form": loader.delays}
    sent = {**ours, "write": loader.write, "upload": loader.upload}
    name = next(name for name, form in sent.items() if form is not None)
    return {name: render_template(f"host/_{name}.html", code=code, **context)}


def undo_path(code: str, undo: Undo) -> str:
    """Where to post to put a removed question back."""
    return url_for(
        "host.restore",
        code=code,
        question_id=undo.question_id,
        before=undo.before,
        left=undo.left,
    )
