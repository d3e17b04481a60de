"""Beginnings of files that are no sheets of ours, with the words that a refusal must have."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile


def zipped(*names: str, mimetype: str = "") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


ODS = "application/vnd.oasis.opendocument.spreadsheet"
BLOOKET = (
    ",Question Text,Answer 1,Correct Answer(s)\nQuestion #,Question Text,Answer 1,Correct Answer\n"
)
LOUVRE = 'ARK;"Dénomination / Titre";Auteur\ncl01;"Vase";X\n'
IIIF = b'{\n  "@context": "http://iiif.io/api/presentation/3/context.json"}'

OTHER_FILES: dict[str, tuple[bytes, str]] = {
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "cannot be opened"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "workbook (Excel 97, .xls)"),
    "ods": (zipped("content.xml", mimetype=ODS), "workbook (OpenDocument, .ods)"),
    "numbers": (zipped("Index/Document.iwa"), "workbook (Numbers)"),
    "docx": (zipped("word/document.xml"), "Word, .docx"),
    "zip": (zipped("a.csv", "b.csv"), "archive"),
    "gzip": (b"\x1f\x8b\x08\x00", "archive"),
    "pdf": (b"%PDF-1.7\n", "“PDF”"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0", "picture"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
    "html": (b"<!DOCTYPE html><html><table>", "web page"),
    "excel's html": (b'<html xmlns:o="urn:schemas-microsoft-com:office:office">', "web page"),
    "xml": (b'<?xml version="1.0"?><other/>', "“XML”"),
    "json": (b'{"a": 1}', "“JSON”"),
    "iiif": (IIIF, "(IIIF)"),
    "linked art": (b'{"@context": "https://linked.art/ns/v1/linked-art.json"}', "(Linked Art)"),
    "wikidata": (b'{"entities": {"Q42": {}}}', "(Wikidata)"),
    "louvre": (LOUVRE.encode(), "(Louvre)"),
    "blooket": (BLOOKET.encode(), "“Blooket”"),
    "json list": (b'[{"fr": "Quoi ?"}]', "“JSON”"),
    "rtf": (b"{\\rtf1\\ansi", "“RTF”"),
}
