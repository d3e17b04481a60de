"""Files sent to banks as a browser sends them, and what became of the banks."""

import html
import re
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient

from quiz.bank.models import Bank, Question
from quiz.bank.queries import list_banks, list_questions
from quiz.extensions import db

PATH = "/fr/admin/banks"


def upload(client: FlaskClient, data: bytes, name: str = "V&A", language: str = "fr") -> Any:
    sent = {"name": name, "file": (BytesIO(data), "bank.csv")}
    return client.post(f"/{language}/admin/banks/import", data=sent)


def fields(page: str) -> dict[str, str]:
    """What the review's own form would send."""
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    pairs = [
        (re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in found
    ]
    return {name[1]: html.unescape(value[1]) for name, value in pairs if name and value}


def go_on(client: FlaskClient, page: str, **values: str) -> Any:
    sent = fields(page) | values
    return client.post(f"{PATH}/import", data=sent, content_type="multipart/form-data")


def exported(client: FlaskClient, bank: Bank, language: str = "fr") -> bytes:
    data: bytes = client.get(f"/{language}/admin/banks/{bank.id}/export.csv").data
    return data


def counts() -> list[tuple[str, int]]:
    db.session.rollback()
    return [(row.name, row.questions) for row in list_banks()]


def questions(bank: Bank) -> list[Question]:
    db.session.rollback()
    return list_questions(bank.id)
