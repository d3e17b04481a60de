"""Questions loaded beside the stream: a file goes in whole or not at all; nothing typed is lost."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from quiz.bank.models import Bank, Question
from quiz.bank.queries import demo_file, export_bank, find_bank, list_questions
from quiz.events.queries import list_entries
from quiz.extensions import db
from tests.bank.formats.workbooks import FRENCH_KAHOOT
from tests.evenings import Evening

SCRIPT = {"Accept": "application/json"}
WRITTEN = {
    "kind": "single",
    "prompt-fr": "Où sommes-nous ?",
    "prompt-zh": "我们在哪里？",
    "choice1-fr": "à Paris",
    "choice1-zh": "巴黎",
    "choice2-fr": "à Londres",
    "choice2-zh": "伦敦",
    "right": "2",
    "seconds": "20",
    "bank": "Ce soir",
}


def upload(client: FlaskClient, evening: Evening, data: bytes, **headers: str) -> TestResponse:
    """Send a file for the bank V&A."""
    sent = {"file": (BytesIO(data), "bank.csv"), "bank": "V&A"}
    return client.post(f"/fr/host/{evening.code}/upload", data=sent, headers=headers)


def write(client: FlaskClient, evening: Evening, **changes: str) -> TestResponse:
    """Send a new question, as the page's script does."""
    sent: dict[str, Any] = WRITTEN | {key.replace("_", "-"): v for key, v in changes.items()}
    return client.post(f"/fr/host/{evening.code}/write", data=sent, headers=SCRIPT)


def planned(evening: Evening) -> list[Question]:
    """The questions of the run of show."""
    db.session.rollback()
    return [entry.question for entry in list_entries(evening.event_id)]


def test_a_file_goes_to_its_bank_and_to_the_end(host_client: FlaskClient, evening: Evening) -> None:
    response = upload(host_client, evening, demo_file(), **SCRIPT)

    assert response.json["status"] == "done"
    assert [question.bank.name for question in planned(evening)[3:]] == ["V&A"] * 30
    assert [question.position for question in planned(evening)[3:]] == list(range(1, 31))


def test_a_file_in_one_language_cannot_be_played_tonight(
    host_client: FlaskClient, evening: Evening
) -> None:
    response = upload(host_client, evening, FRENCH_KAHOOT, **SCRIPT)
    assert (response.status_code, len(planned(evening))) == (422, 3)
    assert find_bank("V&A") is None


def test_the_same_file_twice_adds_nothing(host_client: FlaskClient, evening: Evening) -> None:
    for _ in range(2):
        response = upload(host_client, evening, demo_file())

    assert (response.status_code, len(planned(evening))) == (303, 33)


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_wrong_file_is_refused_whole_with_every_error(
    host_client: FlaskClient, evening: Evening, headers: dict[str, str]
) -> None:
    wrong = demo_file().replace("您最想近距离观赏V&A的哪件珍藏？".encode(), b"")

    response = upload(host_client, evening, wrong.replace(b",20,0,", b",soon,0,"), **headers)

    text = response.json["parts"]["upload"] if headers else response.text
    assert response.status_code == 422
    assert ("prompt_zh" in text, "seconds" in text) == (True, True)
    assert (len(planned(evening)), db.session.scalar(select(Bank).where(Bank.name == "V&A"))) == (
        3,
        None,
    )


def test_no_file_is_said(host_client: FlaskClient, evening: Evening) -> None:
    response = host_client.post(f"/fr/host/{evening.code}/upload", data={"bank": "V&A"})

    assert (response.status_code, 'id="upload-file"' in response.text) == (422, True)


def test_a_new_question_is_kept_and_planned(host_client: FlaskClient, evening: Evening) -> None:
    response = write(host_client, evening)

    question = planned(evening)[-1]
    assert response.json["status"] == "done"
    assert (question.bank.name, question.prompt.zh) == ("Ce soir", "我们在哪里？")
    assert (question.key, question.seconds, len(question.choices)) == ({"right": [2]}, 20, 2)
    assert "Où sommes-nous" not in response.json["parts"]["write"]


def test_a_new_question_may_be_next(host_client: FlaskClient, evening: Evening) -> None:
    write(host_client, evening, place="next")

    assert planned(evening)[0].prompt.zh == "我们在哪里？"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        (
            {"kind": "number", "correct": "1852", "tolerance": "20"},
            {"value": "1852", "tolerance": "20"},
        ),
        ({"kind": "text", "correct": "Kengo Kuma|隈研吾"}, {"forms": ["Kengo Kuma", "隈研吾"]}),
        ({"kind": "poll"}, {}),
        (
            {
                "kind": "true_false",
                "choice1_fr": "",
                "choice1_zh": "",
                "choice2_fr": "",
                "choice2_zh": "",
            },
            {"right": [2]},
        ),
    ],
)
def test_every_kind_can_be_written(
    host_client: FlaskClient, evening: Evening, changes: dict[str, str], key: dict[str, Any]
) -> None:
    assert write(host_client, evening, **changes).json["status"] == "done"
    assert (planned(evening)[-1].kind, planned(evening)[-1].key) == (changes["kind"], key)


@pytest.mark.parametrize(
    "changes",
    [{"prompt_zh": ""}, {"right": ""}, {"seconds": "3"}, {"choice2_zh": ""}, {"bank": ""}],
)
def test_what_could_not_be_launched_is_not_kept_but_what_was_typed_is(
    host_client: FlaskClient, evening: Evening, changes: dict[str, str]
) -> None:
    response = write(host_client, evening, **changes)

    assert (response.status_code, response.json["status"]) == (422, "refused")
    assert "Où sommes-nous ?" in response.json["parts"]["write"]
    assert 'class="error"' in response.json["parts"]["write"]
    assert len(planned(evening)) == 3


def test_the_same_question_twice_is_a_conflict(host_client: FlaskClient, evening: Evening) -> None:
    write(host_client, evening)

    response = write(host_client, evening)

    assert (response.status_code, len(planned(evening))) == (409, 4)
    assert "Où sommes-nous ?" in response.json["parts"]["write"]


def test_what_was_typed_is_kept_without_a_script(
    host_client: FlaskClient, evening: Evening
) -> None:
    sent = WRITTEN | {"prompt-zh": ""}

    response = host_client.post(f"/zh/host/{evening.code}/write", data=sent)

    assert (response.status_code, "Où sommes-nous ?" in response.text) == (422, True)


HEAD = "id,kind,prompt_fr,prompt_zh,correct\n"


def test_ruined_text_is_not_taken_on_the_console(
    host_client: FlaskClient, evening: Evening
) -> None:
    sheet = HEAD + ",number,Quelle fa?ade ?,哪一面？,2\n"
    response = upload(host_client, evening, sheet.encode(), **SCRIPT)
    assert (response.status_code, find_bank("V&A")) == (422, None)


def test_what_is_not_certain_is_said_on_the_console(
    host_client: FlaskClient, evening: Evening
) -> None:
    sheet = HEAD + ",number,Combien de « 福 » ?,多少个福？,2\n"
    response = upload(host_client, evening, sheet.encode(), **SCRIPT)
    assert response.status_code == 200
    assert "« Combien de « 福 » ? »" in response.json["sentence"].replace("\u00a0", " ")


def test_a_file_that_changes_questions_is_an_admins(
    host_client: FlaskClient, evening: Evening
) -> None:
    upload(host_client, evening, demo_file())
    bank = find_bank("V&A")
    assert bank is not None
    data = export_bank(bank.id, "fr").replace(b"Le grand lit de Ware", b"Le lit", 1)
    response = upload(host_client, evening, data, **SCRIPT)
    assert response.status_code == 422
    assert [row.version for row in list_questions(bank.id)] == [1] * 30
