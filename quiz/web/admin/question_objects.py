"""The object that a question cites, in the question's editor: chosen, made, filled in, released.

Each is a button of the question's own form, which comes back with everything that was typed.
"""

import re

from flask import request
from flask_babel import gettext as _

from quiz.bank.citation import citation_of
from quiz.bank.rules import Draft
from quiz.clock import clock
from quiz.database import writing
from quiz.extensions import db
from quiz.objects.actions import hold_object, make_object
from quiz.objects.models import MuseumObject
from quiz.objects.queries import find_objects, get_object, object_words
from quiz.objects.rules import UnfitObject
from quiz.web.admin.forms.museum_object import write_field
from quiz.web.admin.forms.question import QuestionForm
from quiz.web.admin.museum_records import Acted, acted_on_record, sent_act
from quiz.web.citing import citation_by
from quiz.web.values import whole_number

FOUND = 10
CITE = re.compile(r"cite-(\d{1,18})")


def acted_on_object(form: QuestionForm, by: str) -> Acted | None:
    """What the button beside the object did to the form; None where the form was saved."""
    act = sent_act()
    if request.method != "POST" or not act:
        return None
    if act == "find":
        text = form.sought_object.data or ""
        return Acted(found=find_objects(text, 1, FOUND), sought=text)
    if (chosen := CITE.fullmatch(act)) is not None:
        return cited(form, get_object(int(chosen[1])))
    if act == "release":
        write_field(form.object_id, "")
        return Acted(done=_("The question is released from its object, and keeps its words."))
    if act == "unpicture":
        write_field(form.object_picture, "")
        return Acted(done=_("The picture is removed. Save the question to keep that."))
    if act == "make":
        return made(form, by)
    return acted_on_record(form, act, by)


def cited(form: QuestionForm, chosen: MuseumObject) -> Acted:
    """The form with the words of an object that was chosen."""
    before, words = form.cited, object_words(chosen)
    source = form.source_url.data or ""
    form.fill(words)
    if source and source != (before.page if before else ""):
        # What the answer rests on was somewhere else, and still is.
        write_field(form.source_url, source)
    write_field(form.object_id, str(chosen.id))
    return Acted(done=_("The question cites this object. Save it to keep that."))


def made(form: QuestionForm, by: str) -> Acted:
    """A new object of what the form says of one."""
    try:
        with writing():
            number = make_object(form.words(), clock.now(), by).id
            db.session.commit()
    except UnfitObject as refused:
        return Acted(refusal=refused.problems[0].sentence)
    cited(form, get_object(number))
    return Acted(done=_("The object is made. Save the question, so that it cites it."))


def object_of(form: QuestionForm, draft: Draft) -> int | None:
    """The object whose words the question that is saved has; None if it says something else."""
    kept = hold_object(whole_number(form.object_id.data))
    if kept is None or citation_by(kept) != citation_of(draft):
        return None
    return kept.id
