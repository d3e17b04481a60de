"""The run of show, changed while live by two hosts and without a script."""

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from quiz.events.clicks import Click
from quiz.events.models import Round
from quiz.events.queries import list_entries
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening
from tests.factories import make_question

SCRIPT = {"Accept": "application/json"}


def planned(evening: Evening) -> list[tuple[int, int]]:
    """Each entry and its question, in order."""
    db.session.rollback()
    found = [(entry.id, entry.question_id) for entry in list_entries(evening.event_id)]
    db.session.rollback()
    return found


def post(client: FlaskClient, evening: Evening, path: str, **sent: object) -> TestResponse:
    """Send what the page's script sends."""
    return client.post(f"/fr/host/{evening.code}/{path}", data=sent, headers=SCRIPT)


def test_chosen_questions_go_to_the_end(host_client: FlaskClient, evening: Evening) -> None:
    chosen = [make_question().id for _ in range(2)]
    db.session.commit()

    response = post(host_client, evening, "show", question=chosen)

    assert response.json["status"] == "done"
    assert [question for _, question in planned(evening)][3:] == chosen


def test_chosen_questions_may_be_next_in_their_order(
    host_client: FlaskClient, evening: Evening
) -> None:
    before = [question for _, question in planned(evening)]
    chosen = [make_question().id for _ in range(2)]
    db.session.commit()

    post(host_client, evening, "show", question=chosen, place="next")

    assert [question for _, question in planned(evening)] == [*chosen, *before]


def test_choosing_nothing_is_said(host_client: FlaskClient, evening: Evening) -> None:
    response = post(host_client, evening, "show")

    assert (response.status_code, response.json["status"]) == (422, "refused")


def test_an_entry_moves_before_another_or_to_the_end(
    host_client: FlaskClient, evening: Evening
) -> None:
    first, second, third = (entry for entry, _ in planned(evening))

    post(host_client, evening, f"show/{third}/move", before=first)
    assert [entry for entry, _ in planned(evening)] == [third, first, second]
    post(host_client, evening, f"show/{third}/move")
    assert [entry for entry, _ in planned(evening)] == [first, second, third]


def test_a_place_that_was_launched_meanwhile_is_a_conflict(
    host_client: FlaskClient, evening: Evening
) -> None:
    first, second, third = (entry for entry, _ in planned(evening))
    evening.step(Step.LAUNCH)

    response = post(host_client, evening, f"show/{third}/move", before=first)

    assert (response.status_code, response.json["status"]) == (409, "refused")
    assert [entry for entry, _ in planned(evening)] == [second, third]


def test_what_is_removed_can_be_put_back_where_it_stood(
    host_client: FlaskClient, evening: Evening
) -> None:
    before = [question for _, question in planned(evening)]
    removed = planned(evening)[1][0]

    response = post(host_client, evening, f"show/{removed}/remove")
    assert [question for _, question in planned(evening)] == [before[0], before[2]]
    again = post(host_client, evening, f"show/{removed}/remove")
    assert again.json["status"] == "already"
    undone = host_client.post(response.json["undo"], headers=SCRIPT)
    assert undone.json["status"] == "done"
    assert [question for _, question in planned(evening)] == before
    assert host_client.post(response.json["undo"], headers=SCRIPT).json["status"] == "already"


def test_without_a_script_the_page_offers_to_put_it_back(
    host_client: FlaskClient, evening: Evening
) -> None:
    (removed, question), (after, _) = planned(evening)[:2]

    response = host_client.post(f"/fr/host/{evening.code}/show/{removed}/remove")

    page = host_client.get(response.location).text
    path = f"/fr/host/{evening.code}/show/restore/{question}?before={after}&amp;left=0"
    assert f'action="{path}"' in page


def test_of_a_question_that_is_planned_twice_one_comes_back(
    host_client: FlaskClient, evening: Evening
) -> None:
    post(host_client, evening, "show", question=planned(evening)[0][1])
    before = [question for _, question in planned(evening)]

    undo = post(host_client, evening, f"show/{planned(evening)[0][0]}/remove").json["undo"]
    for _ in range(2):
        host_client.post(undo, headers=SCRIPT)

    assert [question for _, question in planned(evening)] == before


def test_the_search_finds_words_of_either_language(
    host_client: FlaskClient, evening: Evening
) -> None:
    path = f"/zh/host/{evening.code}/questions"

    texts = [host_client.get(path, query_string={"q": q}).text for q in ("annee MUSEE", "開放")]

    assert [text.count('name="question"') for text in texts] == [3, 3]
    assert host_client.get(path, query_string={"q": "jade"}).text.count("<li>") == 0


def test_the_search_says_which_translation_is_out_of_date(
    host_client: FlaskClient, evening: Evening
) -> None:
    make_question(outdated="zh")
    db.session.commit()

    page = host_client.get(f"/fr/host/{evening.code}?q=musee&bank=").text

    assert page.count("Le chinois n’est plus à jour") == 1


def test_the_search_works_without_a_script(host_client: FlaskClient, evening: Evening) -> None:
    page = host_client.get(f"/fr/host/{evening.code}?q=jade&bank=").text

    assert page.count('name="question"') == 0


def test_an_older_round_is_void_for_a_reason_as_the_present_one_is(
    host_client: FlaskClient, evening: Evening
) -> None:
    for _ in range(2):
        evening.launch_and_open()
        evening.step(Step.REVEAL)
        evening.count()
    page = host_client.get(f"/fr/host/{evening.code}").text
    path = f"/fr/host/{evening.code}/steps/void?number=1&reason=mistake"
    assert path.replace("&", "&amp;") in page
    assert host_client.post(path).status_code == 303
    assert db.session.scalars(select(Round.void_reason).filter_by(number=1)).one() == "mistake"


def test_a_void_round_counts_again_by_its_button_and_that_is_undone(
    host_client: FlaskClient, evening: Evening
) -> None:
    evening.launch_and_open()
    evening.step(Step.REVEAL)
    evening.count()
    again = f"/fr/host/{evening.code}/rounds/1/counts-again"
    assert again not in host_client.get(f"/fr/host/{evening.code}").text
    evening.step(Step.VOID, Click(1))
    assert f'formaction="{again}"' in host_client.get(f"/fr/host/{evening.code}").text
    answer = host_client.post(again, headers=SCRIPT).json or {}
    evening.desk.mending.run_once()
    assert (answer["status"], evening.round().times.is_void) == ("done", False)
    assert again not in host_client.get(f"/fr/host/{evening.code}").text
    late = host_client.post(again, headers=SCRIPT).json or {}
    assert late["status"] == "already"
    assert host_client.post(answer["undo"]).status_code == 303
    assert evening.round().times.is_void


def test_a_round_that_nobody_saw_the_answer_of_counts_no_more_once_another_was_launched(
    host_client: FlaskClient, evening: Evening
) -> None:
    evening.launch_and_open()
    evening.step(Step.VOID, Click(1))
    evening.count()
    evening.step(Step.LAUNCH)
    again = f"/fr/host/{evening.code}/rounds/1/counts-again"
    assert again not in host_client.get(f"/fr/host/{evening.code}").text
    assert host_client.post(again, headers=SCRIPT).status_code == 409
