"""`quiz bank object`: what a manifest or a museum's record says of an object."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _
from flask_babel import ngettext

from quiz.config import Settings
from quiz.i18n.localized import LANGUAGES
from quiz.objects.fetching import fetch
from quiz.objects.images import image_address
from quiz.objects.records.base import MuseumRecord, localized
from quiz.objects.records.registry import read_records
from quiz.objects.rights import rights_name
from quiz.objects.rules import LABELS, LOCALIZED, PLAIN

MOST_SHOWN = 20
STUDIO_SIDE = 1_920


@click.command("object")
@click.argument("source")
@with_appcontext
def object_command(source: str) -> None:
    """Say what SOURCE, an address or a file, tells of an object: nothing is written.

    IIIF manifests (Presentation 2 and 3), V&A records, Louvre records (JSON, CSV) and Wikidata
    entities are read. An address must begin with https://.

    Example: quiz bank object https://iiif.vam.ac.uk/collections/O84909/manifest.json
    """
    records = read_records(bytes_of(source))
    for record in records[:MOST_SHOWN]:
        tell(record)
    if len(records) > MOST_SHOWN:
        more = len(records) - MOST_SHOWN
        click.echo(ngettext("%(num)d object more.", "%(num)d objects more.", more))


def bytes_of(source: str) -> bytes:
    """What the address or the file holds."""
    if "://" in source:
        settings: Settings = current_app.config["SETTINGS"]
        return fetch(source, loopback=settings.fetch_loopback).data
    path = Path(source)
    if not path.is_file():
        raise click.BadParameter(_("There is no such file."))
    return path.read_bytes()


def tell(record: MuseumRecord) -> None:
    """Write one object, a line a part; what nobody says is said to be unknown."""
    for name in LOCALIZED:
        text = localized(getattr(record, name))
        for language in LANGUAGES:
            say(f"{LABELS[name]} ({language})", getattr(text, language))
    for name in PLAIN:
        value = getattr(record, name)
        known = rights_name(value) if name == "rights" else None
        say(str(LABELS[name]), f"{known.fr} · {known.zh} ({value})" if known else value)
    for image in record.images[:MOST_SHOWN]:
        say(_("Image"), image_address(image, STUDIO_SIDE))
    click.echo("")


def say(label: str, value: str) -> None:
    """One line."""
    click.echo(f"{label}: {value or _('unknown')}")
