"""Files of other programs go to a bank once somebody has seen what becomes of them."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank.queries import find_bank
from quiz.extensions import db
from tests.bank.formats.workbooks import CHINESE_KAHOOT, FRENCH_KAHOOT, make_kahoot
from tests.factories import make_bank
from tests.web.admin.uploads import PATH, counts, go_on, questions, upload

GOOD = ("Quel est le plus vieux ?", "le vase", "le bol", "", "", 20, 1)
EMPTY = ("", "<b>le vase</b>", "le bol", "", "", 20, 1)


def stored(name: str = "V&A") -> list[tuple[str, str]]:
    db.session.rollback()
    bank = find_bank(name)
    assert bank is not None
    return [(question.prompt.fr, question.prompt.zh) for question in questions(bank)]


def upload_pair(client: FlaskClient, one: bytes, other: bytes) -> Any:
    sent = {
        "name": "V&A",
        "file": (BytesIO(one), "fr.xlsx"),
        "other": (BytesIO(other), "zh.xlsx"),
    }
    return client.post(f"{PATH}/import", data=sent)


@pytest.mark.both_databases
def test_a_file_in_one_language_becomes_drafts(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, FRENCH_KAHOOT)
    assert (seen.status_code, counts(), "Kahoot" in seen.text) == (200, [], True)
    assert go_on(admin_client, seen.text).status_code == 303
    assert stored() == [("Quel est le plus vieux ?", ""), ("Lesquels sont verts ?", "")]


def test_two_files_make_one_bilingual_bank(admin_client: FlaskClient) -> None:
    seen = upload_pair(admin_client, FRENCH_KAHOOT, CHINESE_KAHOOT)
    assert (seen.status_code, counts()) == (200, [])
    assert go_on(admin_client, seen.text).status_code == 303
    assert stored() == [
        ("Quel est le plus vieux ?", "哪一件最古老？"),
        ("Lesquels sont verts ?", "哪些是青色的？"),
    ]


def test_both_files_stay_with_the_page(admin_client: FlaskClient) -> None:
    other = make_kahoot(("哪一件最古老？", "花瓶", "碗", "杯", "", 20, 1))
    seen = upload_pair(admin_client, FRENCH_KAHOOT, other)
    assert (seen.status_code, counts()) == (200, [])
    assert go_on(admin_client, seen.text).status_code == 303
    assert stored()[0] == ("Quel est le plus vieux ?", "哪一件最古老？")


def test_two_files_in_one_language_are_refused(admin_client: FlaskClient) -> None:
    response = upload_pair(admin_client, FRENCH_KAHOOT, FRENCH_KAHOOT)
    assert (response.status_code, counts()) == (422, [])


def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(admin_client: FlaskClient) -> None:
    seen = upload(admin_client, make_kahoot(GOOD, EMPTY)).text
    assert "Laissée de côté" in seen
    assert go_on(admin_client, seen).status_code == 303
    assert stored() == [("Quel est le plus vieux ?", "")]


def test_the_language_may_be_said(admin_client: FlaskClient) -> None:
    sent = {
        "name": "V&A",
        "file": (BytesIO(make_kahoot(("1 + 1 ?", "2", "3", "", "", 20, 1))), "a.xlsx"),
        "language": "zh",
    }
    seen = admin_client.post(f"{PATH}/import", data=sent).text
    assert go_on(admin_client, seen).status_code == 303
    assert stored() == [("", "1 + 1 ?")]


def test_what_is_mended_and_skipped_on_the_page_is_what_is_taken(admin_client: FlaskClient) -> None:
    twins = ("Lequel est bleu ?", "le vase", "le vase", "", "", 20, 1)
    seen = upload(admin_client, make_kahoot(GOOD, twins, EMPTY)).text
    assert 'name="cell-10-choice2_fr"' in seen
    mends = {"cell-10-choice2_fr": "le bol", "cell-11-prompt_fr": "Lequel est vert ?"}
    again = go_on(admin_client, seen, look="again", **mends).text
    assert (counts(), "Lequel est vert ?" in again) == ([], True)
    assert go_on(admin_client, again, skip="9", **mends).status_code == 303
    assert stored() == [("Lequel est bleu ?", ""), ("Lequel est vert ?", "")]


def test_another_bank_is_chosen_on_the_page(admin_client: FlaskClient) -> None:
    make_bank(name="Céladons")
    db.session.commit()
    seen = upload(admin_client, FRENCH_KAHOOT).text
    assert '<option value="Céladons">' in seen
    done = go_on(admin_client, seen, bank="Céladons")
    assert (done.status_code, counts()) == (303, [("Céladons", 2)])


def test_rows_are_paired_anew_on_the_page(admin_client: FlaskClient) -> None:
    turned = make_kahoot(
        ("哪些是青色的？", "花瓶", "碗", "杯", "盘", 30, "1,3"),
        ("哪一件最古老？", "花瓶", "碗", "杯", "", 20, "1"),
    )
    seen = upload_pair(admin_client, FRENCH_KAHOOT, turned).text
    pairs = {"pair-9": "10", "pair-10": "9"}
    again = go_on(admin_client, seen, **pairs)
    assert (again.status_code, counts()) == (200, [])
    assert go_on(admin_client, again.text, **pairs).status_code == 303
    assert stored()[0] == ("Quel est le plus vieux ?", "哪一件最古老？")


@pytest.mark.parametrize("name", ["cell-x-prompt_fr", "cell-9-", "pair-9", "skip", "cell-9-<b>"])
def test_fields_that_make_no_sense_change_nothing(admin_client: FlaskClient, name: str) -> None:
    seen = upload(admin_client, FRENCH_KAHOOT).text
    assert go_on(admin_client, seen, **{name: "x" * 9}).status_code == 303
    assert len(stored()) == 2
