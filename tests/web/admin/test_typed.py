"""In the back office, what was typed in a round is read whole, accepted and undone afterwards."""

import re

import pytest
from flask.testing import FlaskClient

from tests.evenings import Evening
from tests.typed_rounds import make_typed, play


@pytest.fixture
def path(evening: Evening) -> str:
    make_typed(evening)
    play(evening, 1, a="ruyi", b="sceptre", c="Le sceptre")
    return f"/fr/admin/events/{evening.code}/rounds"


def test_all_that_was_typed_is_there_grouped(admin_client: FlaskClient, path: str) -> None:
    assert f'href="{path}/1"' in admin_client.get(path).text
    page = admin_client.get(f"{path}/1").text.replace("\xa0", " ")
    shares = re.findall(r'"second">(\d+) %<', page)
    assert ("aussi : sceptre" in page, shares) == (True, ["67", "33"])
    assert page.index("Le sceptre</bdi>") < page.index("ruyi</bdi>")


def test_a_form_is_accepted_after_its_consequence_and_undone(
    evening: Evening, admin_client: FlaskClient, path: str
) -> None:
    page = admin_client.get(f"{path}/1?accept=sceptre").text
    assert "2 joueurs gagnent des points." in page
    assert admin_client.post(f"{path}/1", data={"accept": "sceptre"}).status_code == 303
    assert "en attente" in admin_client.get(f"{path}/1").text
    evening.desk.mending.run_once()
    page = admin_client.get(f"{path}/1").text
    assert ('<span class="badge right">acceptée</span>' in page, "en attente" in page) == (
        True,
        False,
    )
    mend_id = page.split("/mends/")[1].split("/")[0]
    undone = admin_client.post(f"{path}/1/mends/{mend_id}/undo")
    assert undone.status_code == 303
    line = admin_client.get(f"{path}/1").text.partition("sceptre</bdi>")[2].partition("</tr>")[0]
    assert ("Ne sera plus juste" in line, "Bonne réponse" in line) == (True, False)
    evening.desk.mending.run_once()
    page = admin_client.get(f"{path}/1").text.replace("\xa0", " ")
    assert ("« sceptre » est juste" in page, "« sceptre » n’est plus juste" in page) == (True, True)
    assert '<span class="badge right">acceptée</span>' not in page


def test_a_round_that_is_not_there_is_none(admin_client: FlaskClient, path: str) -> None:
    assert admin_client.get(f"{path}/7").status_code == 404
    assert admin_client.post(f"{path}/7", data={"accept": "x"}).status_code == 404
    assert admin_client.post(f"{path}/1/mends/7/undo").status_code == 404
