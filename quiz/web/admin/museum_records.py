"""A record beside a form that says something of an object: read, looked at, taken part by part.

All of it comes back with the form: whoever answers next needs nothing of this machine.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, request
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quiz.clock import clock
from quiz.config import Settings
from quiz.database import writing
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.objects.fetching import fetch
from quiz.objects.images import OfferedImage, image_address, service_of
from quiz.objects.models import MuseumObject
from quiz.objects.offers import OfferedText, offered_texts, with_taken
from quiz.objects.records.base import MuseumRecord, RecordRefused, first_text
from quiz.objects.records.registry import MOST_BYTES, read_records
from quiz.objects.rights import rights_name
from quiz.pages import Page, read_page
from quiz.pictures.actions import keep_picture
from quiz.pictures.process import prepare_picture
from quiz.pictures.rules import COPIES, Copy, PictureRefused
from quiz.web.admin.forms.museum_object import MOST_CARRIED, ObjectFields

RECORDS_A_PAGE, IMAGES_A_PAGE = 20, 12
SIDE = COPIES[Copy.STUDIO].side
LOOK = re.compile(r"look-(\d{1,6})-(\d{1,6})")
LIST = re.compile(r"list-(\d{1,6})")
INFO = "/info.json"
TEXT = "offer-"


@dataclass(frozen=True, slots=True)
class ListedRecord:
    """One of several records, to be chosen by its title."""

    number: int
    title: str
    inventory_no: str


@dataclass(frozen=True, slots=True)
class ImageLine:
    """An image to be taken: where it is asked for, what it is called, the pixels that come."""

    address: str
    label: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page shows of what was read: a list of records, or one of them part by part."""

    records: Page[ListedRecord] | None = None
    number: int = 0
    texts: Sequence[OfferedText] = ()
    images: Page[ImageLine] | None = None
    rights: Localized | None = None
    is_rights_unknown: bool = False
    is_sensitive: bool = False
    of: int = 1


@dataclass(frozen=True, slots=True)
class Acted:
    """What became of a button beside the object: something to look at, what was done, or why not.

    `found` are objects to choose from.
    """

    offer: Offer | None = None
    done: str = ""
    refusal: LazyString | str = ""
    found: Page[MuseumObject] | None = None
    sought: str = ""


def acted_on_record(form: ObjectFields, act: str, by: str) -> Acted | None:
    """What a button beside the record does; None if the button is another one."""
    look, page = LOOK.fullmatch(act), LIST.fullmatch(act)
    try:
        if act == "read" or look or page:
            records = records_of(form, is_new=act == "read")
            number = int(look[1]) if look else 1 if len(records) == 1 and not page else 0
            if number:
                return Acted(offer_of(form, records, number, int(look[2]) if look else 1))
            listing = listed(records, int(page[1]) if page else 1)
            return Acted(Offer(records=listing, of=len(records)))
        if act == "take":
            return Acted(done=taken(form, by))
    except (RecordRefused, PictureRefused) as refused:
        return Acted(refusal=refused.message)
    return None


def records_of(form: ObjectFields, *, is_new: bool) -> tuple[MuseumRecord, ...]:
    """The records of the file or the link that the form has; what is small goes on with it."""
    sent = form.record_file.data
    data = form.kept_record.file if not is_new else None
    if sent:
        with sent.stream as stream:
            data = stream.read(MOST_BYTES + 1)
    if data is None:
        data = at_address(form.record_link.data or "")
    records = read_records(data)
    form.kept_record.keep(data)
    if len(form.kept_record.data) > MOST_CARRIED:
        form.kept_record.data = ""
    return records


def at_address(address: str) -> bytes:
    """What is there; RecordRefused says why nothing came."""
    if not address.strip():
        raise RecordRefused(_l("Please give a link, or choose a file."))
    settings: Settings = current_app.config["SETTINGS"]
    return fetch(address.strip(), loopback=settings.fetch_loopback).data


def listed(records: Sequence[MuseumRecord], wanted: int) -> Page[ListedRecord]:
    """A page of many records."""
    lines = [
        ListedRecord(number, first_text(record.title.values()), record.inventory_no)
        for number, record in enumerate(records, 1)
    ]
    size = RECORDS_A_PAGE
    return read_page(len(lines), wanted, size, lambda offset: lines[offset : offset + size])


def offer_of(
    form: ObjectFields, records: Sequence[MuseumRecord], number: int, wanted: int
) -> Offer:
    """One record beside what the form says, with a page of its images."""
    record = records[min(max(number, 1), len(records)) - 1]
    images, size = [image_line(image) for image in record.images], IMAGES_A_PAGE
    return Offer(
        number=number,
        texts=[text for text in offered_texts(form.words(), record) if text.text],
        images=read_page(len(images), wanted, size, lambda offset: images[offset : offset + size]),
        rights=rights_name(record.rights),
        is_rights_unknown=not record.rights,
        is_sensitive=record.is_sensitive,
        of=len(records),
    )


def image_line(image: OfferedImage) -> ImageLine:
    """An image as its server offers it; of a service that says no size, its own word is asked."""
    service = image.service
    if service is not None and not (service.width or image.width or service.sizes):
        return ImageLine(service.id + INFO, image.label, 0, 0)
    return ImageLine(image_address(image, SIDE), image.label, image.width, image.height)


def taken(form: ObjectFields, by: str) -> str:
    """Write what was ticked into the form, and keep the picture that was chosen; what was done."""
    boxes = request.form.getlist("take")
    sent = request.form.items()
    texts = {name.removeprefix(TEXT): text for name, text in sent if name.startswith(TEXT)}
    words = with_taken(form.words(), texts, boxes)
    form.fill(words)
    address = request.form.get("take_picture", "")
    if address:
        # What was ticked stays, whatever becomes of the picture.
        form.show(kept_image(address, by))
    form.kept_record.data = ""
    return str(_("Taken into the fields below. Look at them, then save."))


def kept_image(address: str, by: str) -> str:
    """The key of the image at that address, once it is kept here."""
    data = at_address(address)
    if address.endswith(INFO) and (service := service_of(json_or_none(data))) is not None:
        image = OfferedImage("", service.width, service.height, service=service)
        data = at_address(image_address(image, SIDE))
    prepared = prepare_picture(data)
    with writing():
        key = keep_picture(prepared, address, clock.now(), by).key
        db.session.commit()
    return key


def json_or_none(data: bytes) -> object:
    """What JSON says; None for what is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def sent_act() -> str:
    """Which button beside the object was pressed; nothing if the form was saved."""
    return request.form.get("object_act", "")[:40]
