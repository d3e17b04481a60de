"""One question after the other is put into a language: its texts alone, and nothing else of it."""

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank.edits import edit_question
from quiz.bank.models import Bank, Question
from quiz.bank.queries import draft_of
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.factories import make_bank, make_object, make_question

CHOICES = (Localized("le bleu", ""), Localized("le vert", "青瓷"))


@pytest.fixture
def bank(admin_client: FlaskClient) -> Bank:
    bank = make_bank(name="Vases")
    db.session.commit()
    return bank


@pytest.fixture
def vase(bank: Bank) -> Question:
    """A question whose Chinese is missing in part."""
    vase = make_question(
        bank,
        prompt=Localized("Quel vase ?", ""),
        choices=CHOICES,
        key={"right": [2]},
        seconds=45,
        maker=Localized("Sèvres", "塞夫尔"),
    )
    db.session.commit()
    return vase


def path_of(question: Question, target: str = "zh") -> str:
    return f"/fr/admin/translate/{target}/{question.id}"


def translate(client: FlaskClient, question: Question, query: str = "", **sent: str) -> Any:
    sent = {"version": str(question.version)} | sent
    return client.post(path_of(question) + query, data=sent)


def stored(question: Question) -> Question:
    db.session.rollback()
    return db.session.get_one(Question, question.id, populate_existing=True)


def test_only_texts_of_the_other_language_are_asked_for(
    admin_client: FlaskClient, vase: Question
) -> None:
    page = admin_client.get(path_of(vase)).get_data(as_text=True)
    names = [name for name in ("prompt", "choice1", "choice2") if f'name="{name}"' in page]
    assert names == ["prompt", "choice1", "choice2"]
    assert not any(f'name="{name}"' in page for name in ("seconds", "right1", "kind", "credit"))
    assert [text in page for text in ("Quel vase", "le bleu", "青瓷", "Bonne réponse")] == [
        True
    ] * 4


def test_what_is_typed_is_kept_and_the_next_one_follows(
    admin_client: FlaskClient, vase: Question, bank: Bank
) -> None:
    following = make_question(bank, prompt=Localized("Quel lit ?", ""))
    db.session.commit()
    before = draft_of(vase)
    sent = {"prompt": " 哪一件花瓶？ ", "choice1": "青花", "choice2": "青瓷"}
    answer = translate(admin_client, vase, f"?bank={bank.id}", **sent)
    assert answer.status_code == 303
    there = f"/fr/admin/translate/zh/{following.id}?bank={bank.id}&before={vase.id}"
    assert answer.location == there
    after = stored(vase)
    assert draft_of(after) == replace(
        before,
        prompt=Localized("Quel vase ?", "哪一件花瓶？"),
        choices=(Localized("le bleu", "青花"), Localized("le vert", "青瓷")),
    )
    assert (after.untranslated, after.version) == ("", 2)
    page = admin_client.get(there).get_data(as_text=True)
    assert f'href="{path_of(vase)}?bank={bank.id}" rel="prev"' in page
    last = translate(admin_client, following, prompt="哪一张床？")
    assert last.location == "/fr/admin/translate?to=zh"
    assert "Rien à traduire" in admin_client.get(last.location).get_data(as_text=True)


def test_saving_settles_what_was_out_of_date(admin_client: FlaskClient, bank: Bank) -> None:
    bowl = make_question(
        bank, prompt=Localized("Quel bol ?", "哪一只碗？"), explanation=Localized("Vu.", "看。")
    )
    db.session.commit()
    for part in ("prompt", "explanation"):
        now = stored(bowl)
        text = Localized(f"{part} ?", getattr(now, part).zh)
        edit_question(bowl.id, replace(draft_of(now), **{part: text}), now.version, "test")
        db.session.commit()
    page = admin_client.get(path_of(bowl)).get_data(as_text=True)
    assert page.count("<del ") == 2
    assert "La traduction reste juste" in page
    # One of both is as it should be.
    sent = {"prompt": "哪一件？", "explanation": "看。"}
    assert translate(admin_client, stored(bowl), **sent).status_code == 303
    assert stored(bowl).outdated == ""


def test_one_click_says_that_it_holds_and_goes_on(admin_client: FlaskClient, bank: Bank) -> None:
    bowl = make_question(bank, outdated="zh", outdated_texts={})
    following = make_question(bank, prompt=Localized("Quel lit ?", ""))
    db.session.commit()
    path = f"/fr/admin/banks/{bank.id}/questions/{bowl.id}/translation"
    answer = admin_client.post(path, data={"version": "1", "to": "zh"})
    assert answer.location == f"/fr/admin/translate/zh/{following.id}?before={bowl.id}"


def test_accepted_forms_are_translated_where_a_kind_takes_them(
    admin_client: FlaskClient, bank: Bank
) -> None:
    who = make_question(
        bank,
        kind="text",
        choices=(),
        prompt=Localized("Quel architecte ?", ""),
        key={"forms": ["Kengo Kuma", "Kuma"]},
    )
    db.session.commit()
    page = admin_client.get(path_of(who)).get_data(as_text=True)
    assert "Kengo Kuma\nKuma" in page
    sent = {"prompt": "哪位建筑师？", "words": "隈研吾\r\n隈氏"}
    assert translate(admin_client, who, **sent).status_code == 303
    assert stored(who).key == {"forms": ["Kengo Kuma", "Kuma", "隈研吾", "隈氏"]}


def test_what_is_too_long_is_said_beside_its_field(
    admin_client: FlaskClient, vase: Question
) -> None:
    answer = translate(admin_client, vase, prompt="花" * 401)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'id="prompt-error"' in page
    assert "花" * 401 in page
    assert stored(vase).version == 1


def test_who_comes_second_sees_what_is_true_now(admin_client: FlaskClient, vase: Question) -> None:
    changed = replace(draft_of(vase), prompt=Localized("Quel vase ?", "哪一件？"))
    edit_question(vase.id, changed, 1, "lin@museum.example")
    db.session.commit()
    answer = translate(admin_client, vase, version="1", prompt="哪个花瓶？", choice1="青花")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert [text in page for text in ("哪个花瓶？", "哪一件？", 'value="青花"')] == [True] * 3
    assert translate(admin_client, stored(vase), prompt="哪个花瓶？").status_code == 303


def test_the_list_says_what_waits_and_why(
    admin_client: FlaskClient, vase: Question, bank: Bank
) -> None:
    make_question(bank, prompt=Localized("Quel bol ?", "哪一只碗？"), outdated="zh")
    make_question(make_bank(name="Lits"), prompt=Localized("", "哪一张床？"))
    db.session.commit()
    chinese = admin_client.get("/fr/admin/translate?to=zh").get_data(as_text=True)
    assert [text in chinese for text in ("Quel vase", "Quel bol", "哪一张床")] == [
        True,
        True,
        False,
    ]
    assert chinese.count('class="behind below"') == 2
    french = admin_client.get("/fr/admin/translate").get_data(as_text=True)
    assert [text in french for text in ("Quel vase", "哪一张床")] == [False, True]
    own = admin_client.get(f"/fr/admin/banks/{bank.id}").get_data(as_text=True)
    assert "2 questions à mettre en chinois" in own
    assert "à mettre en français" not in own
    none = admin_client.get(f"/fr/admin/translate?to=fr&bank={bank.id}").get_data(as_text=True)
    assert "Rien à traduire" in none


def test_a_translation_that_is_done_may_be_seen_again(
    admin_client: FlaskClient, bank: Bank
) -> None:
    done = make_question(bank)
    db.session.commit()
    assert admin_client.get(path_of(done)).status_code == 200
    assert admin_client.get("/fr/admin/translate/en/1").status_code == 404
    assert admin_client.get("/fr/admin/translate/zh/999").status_code == 404


def test_an_object_that_is_cited_is_translated_on_its_own_page(
    admin_client: FlaskClient, bank: Bank
) -> None:
    own = make_question(bank, object_title=Localized("Vase", ""), maker=Localized("Deck", ""))
    cited = make_question(bank, object_title=Localized("Vase", ""), object_id=make_object().id)
    db.session.commit()
    page = admin_client.get(path_of(own)).get_data(as_text=True)
    assert [f'name="{name}"' in page for name in ("object_title", "maker")] == [True, True]
    page = admin_client.get(path_of(cited)).get_data(as_text=True)
    assert 'name="object_title"' not in page
    assert f"/fr/admin/objects/{cited.object_id}" in page
