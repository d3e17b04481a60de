"""What every screen would show of a question while it is written, made by their own templates."""

from dataclasses import dataclass, replace
from itertools import product

from flask import current_app, jsonify, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.accounts.roles import ADMIN
from quiz.bank.kinds.base import Content
from quiz.bank.kinds.registry import KINDS, canonical, launch_problems
from quiz.bank.queries import get_bank
from quiz.bank.rules import SECONDS, Draft
from quiz.events.phases import Phase
from quiz.events.queries import frozen_copy
from quiz.i18n.field import LocalizedField
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.live.pictures import PictureView
from quiz.live.preview import PHASES, AsWritten, preview_scene
from quiz.live.scene import SceneView
from quiz.pictures.rules import OBJECT_PICTURE, Copy, hung_picture
from quiz.web.addresses import join_address, qr_code, readable_address
from quiz.web.admin.blueprint import admin
from quiz.web.admin.forms.question import QuestionForm, question_form
from quiz.web.crowd.rendering import BOTH, render_page, render_scene
from quiz.web.crowd.verdicts import refusals
from quiz.web.failures import wants_json
from quiz.web.guards import role

MUSEUM = Localized("Céladon", "青瓷")
SCREENS = (*LANGUAGES, BOTH)
FOLDERS = dict.fromkeys(LANGUAGES, "phone") | {BOTH: "overlay"}
CAPTIONS: dict[str, LazyString] = {
    "fr": _l("Phone in French"),
    "zh": _l("Phone in Chinese"),
    BOTH: _l("Overlay"),
}
HEADINGS: dict[Phase, LazyString] = {
    Phase.OPEN: _l("Question"),
    Phase.REVEALED: _l("The reveal"),
}


@dataclass(frozen=True, slots=True)
class ScreenPreview:
    """One screen in one phase: a whole page, of which the scene alone changes while one types."""

    name: str
    screen: str
    caption: LazyString
    title: LazyString
    document: str


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """A phase that is looked at, on every screen."""

    phase: Phase
    heading: LazyString
    screens: tuple[ScreenPreview, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a question lacks in one language, by the names of its fields."""

    language: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """How far a question is: what it lacks in each language, and what else stops its launch."""

    lacks: tuple[Lack, ...]
    others: tuple[LazyString, ...]


@admin.post("/banks/<int:bank_id>/questions/preview", endpoint="preview_question")
@role(ADMIN)
def post_preview(bank_id: int) -> ResponseReturnValue:
    """The screens of what stands in the form, whatever is missing in it; nothing is kept.

    A script is given the scenes alone, and how far the question is.
    """
    bank, form = get_bank(bank_id), question_form()
    if not wants_json():
        values = {"bank": bank, "previews": previews_of(draft_in_form(form)), "gaps": gaps_of(form)}
        return make_response(render_template("admin/preview.html", **values))
    lists = {
        name: render_template(f"admin/question/_{name}.html", gaps=gaps_of(form))
        for name in ("gaps", "gaps_short")
    }
    return make_response(jsonify(scenes=scenes_of(draft_in_form(form)), **lists))


def previews_of(draft: Draft) -> tuple[PreviewPart, ...]:
    """The pages of every screen of a canonical question: the question's, then the answer's."""
    views = _views(draft)
    return tuple(
        PreviewPart(phase, heading, tuple(_preview(*one) for one in views if one[1].phase is phase))
        for phase, heading in HEADINGS.items()
    )


def _preview(name: str, view: SceneView, screen: str) -> ScreenPreview:
    caption = CAPTIONS[screen]
    title = _l("%(screen)s: %(part)s", screen=caption, part=HEADINGS[view.phase])
    return ScreenPreview(name, FOLDERS[screen], caption, title, _document(view, screen))


def empty_previews() -> tuple[PreviewPart, ...]:
    """The pages of screens on which a script puts one question after another."""
    return previews_of(canonical(Draft(kind=next(iter(KINDS)), prompt=Localized())))


def scenes_of(draft: Draft) -> dict[str, str]:
    """The scene of every screen by the name of its preview, as phones and the overlay get it."""
    return {
        name: render_scene(current_app, view, screen).decode()
        for name, view, screen in _views(draft)
    }


def _views(draft: Draft) -> list[tuple[str, SceneView, str]]:
    content = frozen_copy(KINDS[draft.kind].filled(draft), AsWritten())
    seconds = min(max(draft.seconds, 0), SECONDS[-1])
    return [
        (f"{screen}-{phase}", _view(content, seconds, phase, screen), screen)
        for phase, screen in product(PHASES, SCREENS)
    ]


def _view(content: Content, seconds: int, phase: Phase, screen: str) -> SceneView:
    """The scene with its picture where staff look at pictures: public names come at a launch."""
    view = preview_scene(content, seconds, phase, MUSEUM, overlay=screen == BOTH)
    of_object = hung_picture(content, OBJECT_PICTURE)
    if of_object is not None and view.object_picture is not None:
        view = replace(view, object_picture=_looked_at(view.object_picture, of_object.key))
    hung = hung_picture(content)
    if hung is None or view.picture is None:
        return view
    if hung.parts:
        strip = url_for("admin.picture_strip", keys="-".join(hung.parts))
        return replace(view, picture=replace(view.picture, phone=strip, studio=strip))
    return replace(view, picture=_looked_at(view.picture, hung.key))


def _looked_at(picture: PictureView, key: str) -> PictureView:
    """A picture where staff look at it."""
    phone, studio = (
        url_for("admin.picture", key=key, copy=copy) for copy in (Copy.PHONE, Copy.STUDIO)
    )
    return replace(picture, phone=phone, studio=studio)


def _document(view: SceneView, screen: str) -> str:
    """The page of a screen around its scene."""
    if screen != BOTH:
        return render_page(
            current_app, "play/preview.html", screen, scene=view, page={"refusals": refusals()}
        ).decode()
    address = join_address(view.code)
    return render_page(
        current_app,
        "overlay/preview.html",
        screen,
        scene=view,
        address=readable_address(address),
        code=qr_code(address),
    ).decode()


def gaps_of(form: QuestionForm) -> Gaps:
    """How far what stands in the form is."""
    problems = launch_problems(draft_in_form(form))
    found: dict[str, dict[str, None]] = {language: {} for language in LANGUAGES}
    others = []
    for problem in problems:
        field = form.about(problem.field)
        if isinstance(field, LocalizedField) and problem.language in field.data.missing():
            found[problem.language][str(field.label.text)] = None
        elif problem.sentence not in others:
            others.append(problem.sentence)
    return Gaps(tuple(Lack(own, tuple(parts)) for own, parts in found.items()), tuple(others))


def draft_in_form(form: QuestionForm) -> Draft:
    """What stands in the form as a canonical question; of no kind of ours, as one of the first."""
    if form.kind.data not in KINDS:
        form.kind.data = next(iter(KINDS))
    draft = form.draft()
    image = "" if form.picture_removed.data else draft.image
    seconds, weight = draft.seconds or 0, draft.weight or 0
    return canonical(replace(draft, seconds=seconds, weight=weight, image=image))
