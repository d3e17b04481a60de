"""Pictures on their way in, part by part, and as staff look at them."""

from flask import Response, jsonify, make_response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import HOST
from quiz.bank.kinds.choices import MOST_CHOICES
from quiz.bank.rules import picture_name
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import NotFound
from quiz.extensions import db
from quiz.pictures.actions import keep_part, keep_picture, take_parts
from quiz.pictures.process import compose_strip, prepare_picture
from quiz.pictures.queries import read_copy, read_master, read_squares, read_strip
from quiz.pictures.rules import MOST_BYTES, Copy, strip_key
from quiz.web.admin.blueprint import admin
from quiz.web.admin.parts import sent_part
from quiz.web.guards import role
from quiz.web.signing import actor

# A key says what it names for ever; only who is signed in may keep it.
KEPT = "private, max-age=31536000, immutable"
WHOLE = "whole"


@admin.post("/pictures/parts")
@role(HOST)
def post_picture_part() -> ResponseReturnValue:
    """One part of a file; with the last one the picture is made of all of them."""
    part, by = sent_part(MOST_BYTES), actor()
    with writing():
        keep_part(part.upload, part.number, part.data, clock.now(), by)
        whole = take_parts(part.upload, part.count, by)
        db.session.commit()
    if whole is None:
        return make_response(jsonify(received=part.number + 1), 202)
    return made_picture(whole, part.name, by)


def made_picture(data: bytes, name: str, by: str) -> ResponseReturnValue:
    """Make a picture of a whole file, and say where it is."""
    prepared = prepare_picture(data)
    with writing():
        picture = keep_picture(prepared, name, clock.now(), by)
        key, size = picture.key, (picture.width, picture.height)
        db.session.commit()
    body = {
        "image": picture_name(key),
        "width": size[0],
        "height": size[1],
    }
    return make_response(jsonify(body), 201)


@admin.get("/pictures/<key>/<copy>.jpg")
@role(HOST)
def picture(key: str, copy: str) -> ResponseReturnValue:
    """A copy of a picture, or all of it as it can be framed anew."""
    if copy == WHOLE:
        data: bytes | None = read_master(key)
    else:
        data = read_copy(key, Copy(copy)) if copy in set(Copy) else None
    if data is None:
        raise NotFound(_("There is no such picture."))
    return kept_for_ever(data)


@admin.get("/pictures/strips/<keys>.jpg")
@role(HOST)
def picture_strip(keys: str) -> ResponseReturnValue:
    """The squares of several pictures side by side, by their keys with - between."""
    parts = keys.split("-")
    if len(parts) > MOST_CHOICES:
        raise NotFound(_("There is no such picture."))
    return kept_for_ever(read_strip(strip_key(parts)) or compose_strip(read_squares(parts)))


def kept_for_ever(data: bytes) -> Response:
    """A JPEG whose address says what it is."""
    response = make_response(data)
    response.content_type = "image/jpeg"
    response.headers["Cache-Control"] = KEPT
    return response
