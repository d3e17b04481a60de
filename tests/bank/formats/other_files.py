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
AIKEN = "哪一件最古老？\nA. 花瓶\nB) 碗\nANSWER: A\n"
KAHOOT = ",Question,Answer1,Answer2,Answer3,Answer4,Time,Correct\n1,Quoi ?,a,b,c,d,60,4\n"
KAHOOT_TEMPLATE = (
    ";Question - max 120 characters;Answer 1 - max 75 characters;Time limit (sec)\n1;Quoi ?;a;20\n"
)

OTHER_FILES: dict[str, tuple[bytes, str]] = {
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "workbook (Excel, .xlsx)"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "workbook (Excel 97, .xls)"),
    "ods": (zipped("content.xml", mimetype=ODS), "workbook (OpenDocument, .ods)"),
    "numbers": (zipped("Index/Document.iwa"), "workbook (Numbers)"),
    "docx": (zipped("word/document.xml"), "Word, .docx"),
    "h5p": (zipped("h5p.json", "content/content.json"), "“H5P”"),
    "qti package": (zipped("imsmanifest.xml"), "“QTI”"),
    "zip": (zipped("bank.csv"), "archive"),
    "gzip": (b"\x1f\x8b\x08\x00", "archive"),
    "pdf": (b"%PDF-1.7\n", "“PDF”"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0", "picture"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "picture"),
    "html": (b"<!DOCTYPE html><html><table>", "web page"),
    "excel's html": (b'<html xmlns:o="urn:schemas-microsoft-com:office:office">', "web page"),
    "moodle xml": (b'<?xml version="1.0"?>\n<quiz><question type="x">', "“Moodle XML”"),
    "qti": (b'<?xml version="1.0"?><assessmentItem identifier="a">', "“QTI”"),
    "xml": (b'<?xml version="1.0"?><other/>', "“XML”"),
    "json": (b'{\n  "@context": "http://iiif.io/api/presentation/3/context.json"}', "“JSON”"),
    "json list": (b'[{"fr": "Quoi ?"}]', "“JSON”"),
    "rtf": (b"{\\rtf1\\ansi", "“RTF”"),
    "gift": (b"::Q1:: Grant est {~enterr\xc3\xa9 =mort} ?\n", "“GIFT”"),
    "gift without names": ("中国的首都是哪里？{\n=北京\n~上海\n}\n".encode(), "“GIFT”"),
    "aiken": (AIKEN.encode(), "“Aiken”"),
    "kahoot": (KAHOOT.encode(), "“Kahoot”"),
    "kahoot's template": (KAHOOT_TEMPLATE.encode(), "“Kahoot”"),
}
