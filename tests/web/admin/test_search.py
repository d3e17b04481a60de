"""Questions are found over all banks, by words and filters, and listed by pages."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from quiz.bank import search
from quiz.bank.models import Question
from quiz.bank.search import DAY_MS
from quiz.extensions import db
from quiz.i18n.localized import Localized
from tests.clocks import SettableClock
from tests.factories import make_bank, make_question

PATH = "/fr/admin/questions"
SPACES = {0x202F: " ", 0xA0: " "}
FILTERS = ("bank", "kind", "ready", "missing", "picture", "use", "difficulty")


@pytest.fixture
def bed(admin_client: FlaskClient) -> Question:
    """A question without Chinese, in another bank than a complete one."""
    make_question(make_bank(name="Vases"), prompt=Localized("Quel vase ?", "哪一件花瓶？"))
    bed = make_question(
        make_bank(name="Lits"), prompt=Localized("Quel lit ?", ""), tags=["meubles & cie"]
    )
    db.session.commit()
    return bed


def results(client: FlaskClient, path: str) -> str:
    """The part of the page that says what was found."""
    page = client.get(path).get_data(as_text=True)
    return page[page.index('id="results"') : page.index("</main>")]


@pytest.mark.parametrize(
    ("query", "vase", "lit"),
    [
        ("", True, True),
        ("?q=1852", True, True),
        ("?q=花瓶", True, False),
        ("?kind=single&ready=ready", True, False),
        ("?ready=unready", False, True),
        ("?missing=zh", False, True),
        ("?tag=MEUBLES%20%26%20cie", False, True),
        ("?picture=with", False, False),
        ("?use=never&difficulty=unknown", True, True),
        ("?use=month", False, False),
        ("?kind=nonsense&use=x&difficulty=y&ready=x&missing=xx&picture=5&bank=abc", True, True),
    ],
)
def test_words_and_filters_find_questions_of_all_banks(
    admin_client: FlaskClient, bed: Question, query: str, vase: bool, lit: bool
) -> None:
    found = results(admin_client, PATH + query)
    assert ("Quel vase" in found, "Quel lit" in found) == (vase, lit)


def test_a_bank_has_the_same_filters_but_for_the_bank(
    admin_client: FlaskClient, bed: Question
) -> None:
    own = admin_client.get(f"/fr/admin/banks/{bed.bank_id}?ready=unready").get_data(as_text=True)
    every = admin_client.get(f"{PATH}?bank={bed.bank_id}&ready=unready").get_data(as_text=True)
    assert [f'name="{name}"' in own for name in FILTERS] == [False, *[True] * 6]
    assert [f'name="{name}"' in every for name in FILTERS] == [True] * 7
    for page in (own, every):
        assert '<option value="unready" selected>' in page
        assert "Quel vase" not in page


def test_nothing_found_says_how_to_find_more(admin_client: FlaskClient, bed: Question) -> None:
    assert 'class="empty"' in results(admin_client, f"{PATH}?q=jade")


def test_pages_keep_what_is_sought(
    admin_client: FlaskClient, bed: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE", 1)
    found = results(admin_client, f"{PATH}?q=1852&ready=&page=1")
    assert 'rel="next" href="/fr/admin/questions?q=1852&amp;page=2"' in found
    inside = f"/fr/admin/banks/{bed.bank_id}"
    make_question(bed.bank, prompt=Localized("Quel divan ?", "哪张沙发？"))
    db.session.commit()
    assert f'rel="next" href="{inside}?q=1852&amp;page=2"' in results(
        admin_client, f"{inside}?q=1852"
    )


def test_it_asks_as_much_for_three_banks_as_for_one(
    admin_client: FlaskClient, queries: Any
) -> None:
    counts = []
    for _ in range(3):
        make_question()
        db.session.commit()
        with queries() as made:
            admin_client.get(PATH)
        counts.append(len(made))
    assert counts[0] == counts[1] == counts[2]


def test_the_list_of_banks_searches_all_of_them(admin_client: FlaskClient, bed: Question) -> None:
    page = admin_client.get("/fr/admin/banks").get_data(as_text=True)
    assert 'action="/fr/admin/questions"' in page


def test_a_saved_question_is_shown_on_its_page(
    admin_client: FlaskClient, bed: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "PAGE", 1)
    sent = {"kind": "poll", "prompt-fr": "Et ?", "seconds": "30", "weight": "1"}
    answer = admin_client.post(f"/fr/admin/banks/{bed.bank_id}/questions/new", data=sent)
    assert answer.status_code == 303
    assert f"/fr/admin/banks/{bed.bank_id}?page=2#question-" in answer.headers["Location"]


def test_a_question_says_when_it_was_used_and_how_many_were_right(
    admin_client: FlaskClient, bed: Question, clock: SettableClock
) -> None:
    bed.last_used_at, bed.answers, bed.right_answers = clock.now() - 3 * DAY_MS, 8, 3
    db.session.commit()
    found = results(admin_client, f"{PATH}?use=month&difficulty=hard").translate(SPACES)
    assert "il y a 3 jours" in found
    assert "38 % de réponses justes" in found
    bed.answers, bed.right_answers = 4, 4
    db.session.commit()
    assert "de réponses justes" not in results(admin_client, PATH)
