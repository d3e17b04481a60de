"""Parts of files on their way in: each is a request of its own, so that a page can say how far."""

import re
from dataclasses import dataclass

from flask import jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quiz.accounts.roles import ADMIN
from quiz.bank.formats.bilingual import MOST_BYTES
from quiz.clock import clock
from quiz.database import writing
from quiz.errors import Invalid
from quiz.extensions import db
from quiz.pictures.actions import keep_part, take_parts
from quiz.pictures.rules import KEY, PART_BYTES
from quiz.web.admin.blueprint import admin
from quiz.web.guards import role
from quiz.web.signing import actor
from quiz.web.values import whole_number

# How a form names a file that came in parts before it: its key, and how many there are.
UPLOAD = re.compile(r"([0-9a-f]{32})-([1-9][0-9]?)")


@dataclass(frozen=True, slots=True)
class SentPart:
    """One part of a file: the key that its sender drew for it, its place among all, its bytes."""

    upload: str
    number: int
    count: int
    data: bytes
    name: str


def sent_part(most_bytes: int) -> SentPart:
    """The part that this request sends of a file of at most so many bytes."""
    upload, sent = request.form.get("upload", ""), request.files.get("part")
    number, count = (whole_number(request.form.get(name)) for name in ("number", "count"))
    if sent is None or number is None or count is None or not KEY.fullmatch(upload):
        raise Invalid(_("This part of a file makes no sense; please choose the file again."))
    if not 0 <= number < count:
        raise Invalid(_("This part of a file makes no sense; please choose the file again."))
    if count > most_bytes // PART_BYTES + 1:
        raise Invalid(_("The file is larger than %(most)s kB.", most=most_bytes // 1_000))
    with sent.stream:
        return SentPart(upload, number, count, sent.read(PART_BYTES), sent.filename or "")


@admin.post("/banks/import/parts")
@role(ADMIN)
def post_file_part() -> ResponseReturnValue:
    """One part of a bank's file, kept until the form that names the file comes."""
    part, by = sent_part(MOST_BYTES), actor()
    with writing():
        keep_part(part.upload, part.number, part.data, clock.now(), by)
        db.session.commit()
    return make_response(jsonify(received=part.number + 1), 202)


def sent_file(name: str) -> bytes | None:
    """The file that a form names and that came in parts before it, kept no longer from now on.

    None where it did not come whole, or where nobody came back for it for an hour.
    """
    known = UPLOAD.fullmatch(name)
    if known is None:
        return None
    with writing():
        data = take_parts(known[1], int(known[2]), actor())
        db.session.commit()
    return data
