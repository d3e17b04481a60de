"""A code, or an address in whatever way it was typed, cut or shared, leads to its event."""

import pytest

from tests.phones import Hall, Phone


@pytest.fixture
def phone(hall: Hall) -> Phone:
    return hall.phone()


def wide(code: str) -> str:
    """The code as a Chinese keyboard types it."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("{}", ""),
        ("{WIDE}", ""),
        ("{SPACED}", ""),
        ("{}\u200b", ""),
        ("{}。", ""),
        ("/e/{}/", ""),
        ("/e/{}。", ""),
        ("/e/{}?from=groupmessage&isappinstalled=0", ""),
        ("https://quiz.musee.fr/e/{}", ""),
        ("https://quiz.musee.fr/zh/e/{}/channel2/play", "/channel2"),
        ("https://quiz.musee.fr/zh/e/{}/nowhere", ""),
        ("夜场：https://quiz.musee.fr/e/{} 一起来答题！", ""),
    ],
)
def test_the_code_field_takes_what_is_typed_or_pasted(phone: Phone, typed: str, rest: str) -> None:
    code = phone.code
    spaced = f"{code[:2]} {code[2:]}"
    written = typed.format(code, WIDE=wide(code), SPACED=spaced)
    found = phone.ask("/fr/", query_string={"code": written})
    assert found.status_code == 302
    assert found.headers["Location"] == f"/fr/e/{code}{rest}"


@pytest.mark.parametrize("language", ["", "/fr", "/zh"])
@pytest.mark.parametrize(
    ("path", "rest"),
    [
        *(("{}/", ""), ("{}。", ""), ("{}%E2%80%8B", ""), ("{WIDE}", "")),
        *(("{}/channel1/", "/channel1"), ("{}/Channel1。", "/channel1")),
        ("{WIDE}/channel1", "/channel1"),
    ],
)
def test_a_trailing_slash_or_stop_is_no_other_address(
    phone: Phone, path: str, rest: str, language: str
) -> None:
    written = path.format(phone.code, WIDE=wide(phone.code))
    found = phone.ask(f"{language}/e/{written}", headers={"Accept-Language": "zh"})
    assert found.status_code == 302
    assert found.headers["Location"] == f"{language or '/zh'}/e/{phone.code}{rest}"
    assert found.headers["Cache-Control"] == "no-store"


def test_an_address_in_capitals_leads_in(phone: Phone) -> None:
    found = phone.ask(f"/E/{phone.code.upper()}", headers={"Accept-Language": "fr"})
    assert found.headers["Location"] == f"/fr/e/{phone.code}"


def test_a_platforms_own_query_changes_nothing(phone: Phone) -> None:
    query = {"from": "groupmessage", "isappinstalled": "0"}
    assert phone.ask(f"/fr/e/{phone.code}/channel1", query_string=query).status_code == 200
    found = phone.ask(f"/e/{phone.code}", query_string=query)
    assert found.headers["Location"] == f"/fr/e/{phone.code}"


def test_what_a_crowd_asks_for_is_found_by_the_same_code(phone: Phone) -> None:
    phone.code = phone.code.upper()
    assert phone.ask(f"/my/{phone.code}/clock").status_code == 200
    assert phone.ask(f"/live/{phone.code}./Channel1/pulse").status_code == 200


@pytest.mark.parametrize("path", ["/fr/e/nowhere", "/fr/e/nowhere/channel1", "/fr/e/{}/nowhere"])
def test_what_is_not_there_is_not_found(phone: Phone, path: str) -> None:
    assert phone.ask(path.format(phone.code)).status_code == 404
