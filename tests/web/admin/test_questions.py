"""Questions in the back office: every kind written, changed, refused by field and language."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of
from quiz.events.queries import list_entries
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.bank.drafts import KEYS, make_draft
from tests.factories import make_bank, make_entry, make_event, make_question
from tests.web.admin.pages import FormReader

TYPED = {
    "kind": "single",
    "prompt-fr": "Quel vase ?",
    "prompt-zh": "哪一件花瓶？",
    "choice1-fr": "Le bleu",
    "choice1-zh": "青花",
    "choice2-fr": "Le vert",
    "choice2-zh": "青瓷",
    "right2": "y",
    "seconds": "30",
    "weight": "1",
}
CHOICELESS = {f"choice{n}-{language}": "" for n in (1, 2) for language in ("fr", "zh")}


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    bank = make_bank(name="V&A")
    db.session.commit()
    return bank


def write(client: FlaskClient, bank: Bank, where: str = "new", **values: str) -> Any:
    path = f"/fr/admin/banks/{bank.id}/questions/{where}"
    return client.post(path, data=TYPED | values)


def only_question() -> Question:
    db.session.rollback()
    return db.session.scalars(select(Question)).one()


def test_a_question_is_written_in_both_languages(admin_client: FlaskClient, bank: Bank) -> None:
    more = {"tags": "vase, 青花，bleu", "object_title-fr": "Vase", "picture_with_question": "y"}
    assert write(admin_client, bank, **more).status_code == 303
    draft = draft_of(only_question())
    assert draft.choices == (Localized("Le bleu", "青花"), Localized("Le vert", "青瓷"))
    assert (draft.key, draft.tags) == ({"right": [2]}, ("vase", "青花", "bleu"))
    assert (draft.object_title, draft.picture_with_question) == (Localized("Vase"), True)


@pytest.mark.parametrize(
    ("forms", "tags"),
    [(["AC/DC"], ["a, b"]), (["甲、乙", "Pei"], ["a;b", "c"]), (["Pei"], ["c/d"])],
)
def test_lists_with_separators_in_them_come_back_as_they_are(
    admin_client: FlaskClient, bank: Bank, forms: list[str], tags: list[str]
) -> None:
    question = make_question(bank, kind="text", choices=(), key={"forms": forms}, tags=tags)
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    assert admin_client.post(path, data=shown_values(admin_client, path)).status_code == 303
    draft = draft_of(only_question())
    assert (draft.key, draft.tags) == ({"forms": forms}, tuple(tags))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50,5", "50.5"),
        ("1\u202f625", "1625"),
        ("1 625", "1625"),
        ("−3,5", "-3.5"),
        ("1.852", "1.852"),
    ],
)
def test_a_number_is_typed_as_the_page_writes_it(
    admin_client: FlaskClient, bank: Bank, typed: str, value: str
) -> None:
    values = CHOICELESS | {"kind": "number", "value": typed, "tolerance": "0,5"}
    assert write(admin_client, bank, **values).status_code == 303
    assert only_question().key == {"value": value, "tolerance": "0.5"}


@pytest.mark.parametrize("typed", ["1,852", "10²", "beaucoup"])
def test_a_number_that_could_be_several_is_asked_about(
    admin_client: FlaskClient, bank: Bank, typed: str
) -> None:
    values = CHOICELESS | {"kind": "number", "value": typed, "tolerance": "20"}
    response = write(admin_client, bank, **values)
    assert (response.status_code, f'value="{typed}"' in response.text) == (422, True)


def test_a_number_that_could_be_several_is_answered_by_what_to_write(
    admin_client: FlaskClient, bank: Bank
) -> None:
    values = CHOICELESS | {"kind": "number", "value": "1,852", "tolerance": "20"}
    page = write(admin_client, bank, **values).text.replace("\xa0", " ")
    assert "« 1,852 » peut se lire de plusieurs façons" in page
    assert "1852 · 1.852" in page


@pytest.mark.parametrize(("ticked", "kept"), [({"may_be_negative": "y"}, True), ({}, False)])
def test_a_number_may_be_negative_where_its_author_says_so(
    admin_client: FlaskClient, bank: Bank, ticked: dict[str, str], kept: bool
) -> None:
    values = CHOICELESS | {"kind": "number", "value": "-500", "tolerance": "50"} | ticked
    assert write(admin_client, bank, **values).status_code == 303
    assert only_question().may_be_negative is kept
    path = f"/fr/admin/banks/{bank.id}/questions/{only_question().id}"
    assert ("may_be_negative" in shown_values(admin_client, path)) is kept


def test_what_a_kind_has_not_is_not_ticked(admin_client: FlaskClient, bank: Bank) -> None:
    assert write(admin_client, bank, may_be_negative="y").status_code == 303
    assert only_question().may_be_negative is False


def test_a_form_that_may_be_several_is_flagged(admin_client: FlaskClient, bank: Bank) -> None:
    response = write(admin_client, bank, kind="text", forms="Pei / 贝聿铭\nKuma", **CHOICELESS)
    page = admin_client.get(response.location).get_data(as_text=True)
    assert "À vérifier" in page
    path = f"/fr/admin/banks/{bank.id}/questions/{only_question().id}"
    assert "À vérifier" in admin_client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("kind", KEYS)
def test_a_form_sent_back_as_it_was_shown_changes_nothing(
    admin_client: FlaskClient, bank: Bank, kind: str
) -> None:
    draft = make_draft(kind, tags=("vase",), maker=Localized("Kengo Kuma", "Kengo Kuma"))
    question = make_question(
        bank,
        **{
            name: getattr(draft, name)
            for name in (
                "kind",
                "prompt",
                "choices",
                "key",
                "seconds",
                "maker",
                "explanation",
                "image",
                "image_alt",
            )
        },
        tags=["vase"],
    )
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    response = admin_client.post(path, data=shown_values(admin_client, path))
    assert response.status_code == 303
    assert draft_of(only_question()) == draft


def shown_values(client: FlaskClient, path: str) -> dict[str, str]:
    """What a browser would send if nobody touched the form."""
    page = FormReader()
    page.feed(client.get(path).get_data(as_text=True))
    return page.values


def test_a_gap_is_kept_and_named(admin_client: FlaskClient, bank: Bank) -> None:
    response = write(admin_client, bank, **{"prompt-zh": ""})
    page = admin_client.get(response.location).get_data(as_text=True)
    assert 'class="notice warning undoable"' in page
    assert only_question().prompt == Localized("Quel vase ?", "")


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"choice2-fr": "Le bleu"}, "choice2-fr-error"),
        ({"prompt-fr": "x" * 401}, "prompt-fr-error"),
        ({"explanation-zh": "字" * 1_501}, "explanation-zh-error"),
        ({"right1": "y"}, "right1-error"),
        ({"source_url": "javascript:alert(1)"}, "source_url-error"),
        ({"seconds": "0"}, "seconds-error"),
        ({"seconds": "soon"}, "seconds-error"),
        ({"kind": "number", "value": "vieux"}, "value-error"),
        ({"kind": "number", "value": "5", "tolerance": "-1"}, "tolerance-error"),
        ({"kind": "text", "forms": "…"}, "forms-error"),
        ({"kind": "text", "forms": "Pei / 贝聿铭"}, "forms-error"),
    ],
)
def test_what_is_wrong_is_said_by_field_and_language(
    admin_client: FlaskClient, bank: Bank, values: dict[str, str], error: str
) -> None:
    response = write(admin_client, bank, **values)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert page.count(f'id="{error}"') == 1
    assert 'value="青瓷"' in page
    assert db.session.scalars(select(Question)).all() == []


def test_the_same_question_twice_is_refused(admin_client: FlaskClient, bank: Bank) -> None:
    write(admin_client, bank)
    response = write(admin_client, bank)
    assert response.status_code == 409
    assert 'role="alert"' in response.get_data(as_text=True)


def test_who_comes_second_keeps_what_was_typed(admin_client: FlaskClient, bank: Bank) -> None:
    question = make_question(bank, version=4, prompt=Localized("Et maintenant ?", "现在呢？"))
    db.session.commit()
    response = write(admin_client, bank, str(question.id), version="3")
    page = response.get_data(as_text=True)
    assert response.status_code == 409
    assert "Quel vase ?</textarea>" in page
    assert "现在呢？" in page
    assert 'name="version" type="hidden" value="4"' in page
    assert write(admin_client, bank, str(question.id), version="4").status_code == 303


def test_a_deleted_question_leaves_its_run_of_show(admin_client: FlaskClient, bank: Bank) -> None:
    event, question = make_event(), make_question(bank)
    make_entry(event, question)
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/{question.id}"
    assert admin_client.post(f"{path}/delete", data={"version": "1"}).status_code == 303
    db.session.rollback()
    assert db.session.scalars(select(Question)).all() == []
    assert (list(list_entries(event.id)), event.version) == ([], 2)


def test_a_question_of_another_bank_is_not_found(admin_client: FlaskClient, bank: Bank) -> None:
    stranger = make_question()
    db.session.commit()
    assert write(admin_client, bank, str(stranger.id)).status_code == 404


def test_what_is_true_or_false_needs_no_choices_to_be_written(
    admin_client: FlaskClient, bank: Bank
) -> None:
    values = CHOICELESS | {"kind": "true_false", "right1": "y", "right2": ""}
    assert write(admin_client, bank, **values).status_code == 303
    draft = draft_of(only_question())
    assert draft.choices == (Localized("Vrai", "对"), Localized("Faux", "错"))
    assert draft.key == {"right": [1]}


def test_an_author_goes_on_to_the_next_question(admin_client: FlaskClient, bank: Bank) -> None:
    first, second = make_question(bank), make_question(bank)
    numbers = first.id, second.id
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions"
    page = admin_client.get(f"{path}/{numbers[0]}").text
    assert (f'rel="next" href="{path}/{numbers[1]}"' in page, 'rel="prev"' in page) == (True, False)
    values = TYPED | {"version": "1", "then": "next"}
    went = admin_client.post(f"{path}/{numbers[0]}", data=values)
    assert went.headers["Location"] == f"{path}/{numbers[1]}"
    values |= {"prompt-fr": "Et ce bol ?", "prompt-zh": "这只碗呢？"}
    went = admin_client.post(f"{path}/{numbers[1]}", data=values)
    assert went.headers["Location"] == f"{path}/new"


def test_a_question_may_begin_as_a_copy(admin_client: FlaskClient, bank: Bank) -> None:
    assert write(admin_client, bank).status_code == 303
    path = f"/fr/admin/banks/{bank.id}/questions/new"
    values = shown_values(admin_client, f"{path}?copy={only_question().id}")
    assert (values["prompt-fr"], values["version"]) == (TYPED["prompt-fr"], "0")
    assert admin_client.post(path, data=values).status_code == 409
    assert admin_client.post(path, data=values | {"seconds": "31"}).status_code == 303
