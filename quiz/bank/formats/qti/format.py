"""QTI 2.1: an item alone, or a package of items with their pictures; other versions by name."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.bank.formats.archive import entry_names, open_archive, reader_of
from quiz.bank.formats.base import FileReading, Format, LeftOut, ReadQuestion
from quiz.bank.formats.beginnings import first_characters
from quiz.bank.formats.foreign import left_out, read_foreign, unsupported
from quiz.bank.formats.qti.items import Item, item_words, read_item
from quiz.bank.formats.refusal import FileError, FileRefused
from quiz.bank.formats.text_pictures import OpenFile, no_files, with_pictures
from quiz.bank.formats.xml import local_name, read_xml, root_of
from quiz.bank.kinds.registry import KINDS
from quiz.bank.rules import Draft

MANIFEST = "imsmanifest.xml"
ITEM, TEST = "assessmentItem", "assessmentTest"
ROOTS = frozenset(
    (
        *(ITEM, TEST, "assessmentSection", "questestinterop"),
        *("qti-assessment-item", "qti-assessment-test", "qti-assessment-section"),
    )
)
OURS = "2.1"
# How each version is named in its namespace, its schema, or the type of a package's resources.
VERSIONS = (
    (re.compile(r"v3p0|QTI ?3(?:\.0)?\b", re.IGNORECASE), "3.0"),
    (re.compile(r"v2p2(?:p\d)?|QTIv?2\.2", re.IGNORECASE), "2.2"),
    (re.compile(r"v2p1|QTIv?2\.1", re.IGNORECASE), OURS),
    (re.compile(r"v2p0|QTIv?2\.0", re.IGNORECASE), "2.0"),
    (re.compile(r"v1p2|xmlv1p1|QTIv?1\.", re.IGNORECASE), "1.2"),
)
ITEM_TYPE = re.compile(r"imsqti_item_xmlv2p1")


def is_qti(data: bytes) -> bool:
    """Whether it is QTI of any version: an item, a test, or a package."""
    return _manifest_name(data) != "" or root_of(first_characters(data))[0] in ROOTS


def read_qti(data: bytes) -> FileReading:
    """The questions of an item or a package; FileRefused names the version that is not read."""
    if name := _manifest_name(data):
        with open_archive(data) as archive:
            return read_foreign(_package(archive, name))
    root, attributes = root_of(first_characters(data))
    _refuse_other(_version(root, attributes))
    if root != ITEM:
        reason = _l("This is a test of QTI without its items. Import the package that has both.")
        raise FileRefused([FileError(reason)])
    return read_foreign([_read(1, read_xml(data), no_files)])


def _manifest_name(data: bytes) -> str:
    """The manifest of a package, at its top or in its only folder."""
    found = [name for name in entry_names(data) if name.rpartition("/")[2] == MANIFEST]
    return min(found, key=len, default="")


def _version(root: str, words: str) -> str:
    if root.startswith("qti-"):
        return "3.0"
    if root == "questestinterop":
        return "1.2"
    return next((version for form, version in VERSIONS if form.search(words)), OURS)


def _other_version(version: str) -> LazyString:
    return _l(
        "This is QTI %(version)s, which is not read; QTI 2.1 is. Export it as QTI 2.1, or copy its"
        " questions into a sheet with our columns.",
        version=version,
    )


def _refuse_other(version: str) -> None:
    if version != OURS:
        raise FileRefused([FileError(_other_version(version))])


def _package(archive: ZipFile, manifest: str) -> Iterator[ReadQuestion | LeftOut]:
    root = read_xml(archive.read(manifest))
    resources = [element for element in root.iter() if local_name(element) == "resource"]
    types = " ".join(element.get("type", "") for element in resources)
    schema = " ".join(
        element.text or "" for element in root.iter() if local_name(element) == "schema"
    )
    _refuse_other(_version("", f"{types} {schema}"))
    items = [element for element in resources if ITEM_TYPE.match(element.get("type", ""))]
    if not items:
        reason = _l("This package has no questions of QTI 2.1 in it (%(schema)s).", schema=schema)
        raise FileRefused([FileError(reason)])
    paths = (normpath(join(dirname(manifest), item.get("href", ""))) for item in items)
    read = reader_of(archive)
    for number, path in enumerate(dict.fromkeys(paths), 1):
        data = read(path)
        if data is None:
            yield left_out(number, path, _l("The package names this item and does not have it."))
        else:
            yield _packed(number, data, path, read)


def _packed(number: int, data: bytes, path: str, read: OpenFile) -> ReadQuestion | LeftOut:
    """An item of a package, with the pictures beside it."""

    def open_file(address: str) -> bytes | None:
        return read(normpath(join(dirname(path), address)))

    try:
        root = read_xml(data)
    except FileRefused as refused:
        return left_out(number, path, *(error.reason for error in refused.errors))
    return _read(number, root, open_file)


def _read(number: int, root: Element, open_file: OpenFile) -> ReadQuestion | LeftOut:
    version = _version(local_name(root), root.tag)
    text = item_words(root).words.fr or root.get("title", "")
    if version != OURS:
        return left_out(number, text, _other_version(version))
    item = read_item(root)
    if not isinstance(item, Item):
        return unsupported(number, text, item)
    kind = KINDS[item.found.kind]
    draft = Draft(
        kind=kind.name,
        prompt=item.prompt.words,
        choices=tuple(choice.words for choice in item.choices) or kind.usual_choices,
        key=item.found.key,
    )
    question = ReadQuestion(number, draft, notes=item.found.notes)
    return with_pictures(question, item.prompt, item.choices, open_file)


FORMAT = Format(
    name="qti",
    label="QTI 2.1",
    description=_l("QTI 2.1: an item (.xml) or a package (.zip)."),
    suffixes=(".xml", ".zip"),
    media_types=("text/xml", "application/xml", "application/zip"),
    recognizes=is_qti,
    read=read_qti,
)
