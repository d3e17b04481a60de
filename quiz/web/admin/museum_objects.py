"""Museum objects: the list, one of them written, changed, deleted."""

from dataclasses import dataclass
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.accounts.roles import ADMIN
from quiz.bank.citations import cite_anew, count_citing, questions_citing
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Conflict
from quiz.extensions import db
from quiz.objects import actions
from quiz.objects.models import MuseumObject
from quiz.objects.queries import find_objects, get_object, object_words
from quiz.objects.rules import ObjectWords, UnfitObject
from quiz.pictures.actions import keep_picture
from quiz.pictures.rules import PictureRefused
from quiz.web.admin.banks import sent_version
from quiz.web.admin.blueprint import admin
from quiz.web.admin.differences import Collision, collision, object_acts
from quiz.web.admin.forms.museum_object import ObjectForm, object_form
from quiz.web.admin.museum_records import Acted, acted_on_record, sent_act
from quiz.web.admin.reading import number_of, searched
from quiz.web.citing import citation_by
from quiz.web.guards import role
from quiz.web.signing import actor


@dataclass(frozen=True, slots=True)
class ObjectList:
    """Which objects the reader looks at."""

    text: str

    def at(self, page: int) -> dict[str, Any]:
        """The values of the address of another page of the same objects."""
        return {"q": self.text or None, "page": page}


@admin.get("/objects", endpoint="objects")
@role(ADMIN)
def list_objects() -> ResponseReturnValue:
    """A hundred objects, by their titles; those that have what is searched."""
    view = ObjectList(searched())
    page = find_objects(view.text, number_of("page", 1))
    uses = count_citing(one.id for one in page.rows)
    return render_template("admin/objects.html", view=view, page=page, uses=uses)


@admin.route("/objects/new", methods=["GET", "POST"])
@role(ADMIN)
def new_object() -> ResponseReturnValue:
    """An object, written or taken from a museum's record."""
    form = object_form()
    if (page := before_saving(form, None)) is not None:
        return page
    by = actor()
    try:
        with writing():
            number = actions.make_object(form.words(), clock.now(), by).id
            db.session.commit()
    except UnfitObject as refusal:
        form.blame(refusal.problems)
        return object_page(form, None, 422)
    flash(_("The object is made. Choose it in the editor of a question to cite it."), "right")
    return redirect(url_for("admin.edit_object", object_id=number), 303)


@admin.route("/objects/<int:object_id>", methods=["GET", "POST"], endpoint="edit_object")
@role(ADMIN)
def change_one_object(object_id: int) -> ResponseReturnValue:
    """Change an object, and with it what all questions say that cite it."""
    kept = get_object(object_id)
    form = object_form(object_words(kept), kept.version)
    if (page := before_saving(form, kept)) is not None:
        return page
    by = actor()
    try:
        with writing():
            changed = change_everywhere(object_id, form.words(), sent_version(), by)
            db.session.commit()
    except UnfitObject as refusal:
        form.blame(refusal.problems)
        return object_page(form, get_object(object_id), 422)
    except Conflict as refusal:
        return object_conflict(form, object_id, refusal)
    flash(kept_sentence(changed), "right")
    return redirect(url_for("admin.edit_object", object_id=object_id), 303)


def change_everywhere(object_id: int, words: ObjectWords, version: int, by: str) -> int:
    """Change an object with all questions that cite it; how many of them are other than before."""
    page = get_object(object_id).page
    kept = actions.edit_object(object_id, words, version, by)
    return cite_anew(object_id, citation_by(kept), (page, kept.page), by)


def kept_sentence(changed: int) -> str:
    """That it is saved, and which questions say so."""
    if not changed:
        return str(_("The object is saved."))
    return str(
        ngettext(
            "The object is saved, and %(num)d question says so.",
            "The object is saved, and %(num)d questions say so.",
            changed,
        )
    )


def before_saving(form: ObjectForm, kept: MuseumObject | None) -> ResponseReturnValue | None:
    """The page, as long as nothing is to be saved; a picture that came with the form is kept."""
    by = actor()
    if (act := sent_act()) and (acted := acted_on_record(form, act, by)) is not None:
        return object_page(form, kept, 422 if acted.refusal else 200, acted=acted)
    if not form.validate_on_submit():
        return object_page(form, kept, 422 if form.errors else 200)
    try:
        prepared = form.prepared()
    except PictureRefused as refusal:
        form.picture_file.errors = [refusal.message]
        return object_page(form, kept, 422)
    if prepared is not None:
        with writing():
            key = keep_picture(prepared, form.file_name, clock.now(), by).key
            db.session.commit()
        form.take(key)
    return None


def object_conflict(form: ObjectForm, object_id: int, refusal: Conflict) -> ResponseReturnValue:
    """Somebody was first: what was typed is kept beside what is true now."""
    db.session.rollback()
    kept = get_object(object_id)
    present = object_form(object_words(kept), kept.version, formdata=None)
    found = collision(form, present, object_acts(object_id))
    return object_page(form, kept, 409, refusal, found)


def object_page(
    form: ObjectForm,
    kept: MuseumObject | None,
    status: int,
    refusal: Conflict | None = None,
    found: Collision | None = None,
    acted: Acted | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "admin/object_form.html",
        form=form,
        kept=kept,
        refusal=refusal,
        collision=found,
        acted=acted or Acted(),
        citing=[] if kept is None else questions_citing(kept.id),
    )
    return make_response(page, status)


@admin.post("/objects/<int:object_id>/delete", endpoint="delete_object")
@role(ADMIN)
def post_object_deletion(object_id: int) -> ResponseReturnValue:
    """Delete an object that no question cites."""
    by = actor()
    with writing():
        if count_citing([object_id]):
            raise Conflict(_("A question cites this object by now; look at it again."))
        actions.delete_object(object_id, sent_version(), by)
        db.session.commit()
    flash(_("The object is deleted."), "right")
    return redirect(url_for("admin.objects"), 303)
