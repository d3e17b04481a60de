"""Viewers' pages through the lane and Flask: negotiation, joining and playing without a script."""

import html
import re

import pytest
from werkzeug.test import TestResponse

from quiz.errors import Invalid
from quiz.events.rules import Step
from quiz.game.nicknames import SUGGESTED, check_nickname
from tests.phones import Hall, Phone


class Plain(Phone):
    """A phone whose browser runs no script."""

    @property
    def page(self) -> str:
        return f"/{self.lang}/e/{self.code}/{self.channel}"

    def sit(self, nickname: str = "") -> TestResponse:
        """Send the landing's form."""
        return self.ask(f"{self.page}/join", "POST", data={"nickname": nickname})

    def play(self, **form: str) -> TestResponse:
        """Look, or send an answer's form."""
        return self.ask(f"{self.page}/play", "POST" if form else "GET", data=form or None)


@pytest.fixture
def plain(hall: Hall) -> Plain:
    return Plain(hall.lane, hall.evening.code)


def words(response: TestResponse) -> str:
    """What a reader sees of the page, without its markup."""
    text = re.sub(r"<(head|svg|script).*?</\1>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def refresh(response: TestResponse) -> str:
    found = re.search(r'http-equiv="refresh" content="([^"]+)"', response.text)
    assert found is not None
    return found[1]


def bar(response: TestResponse) -> str:
    """The nickname in the line at the top."""
    found = re.search(r'<span class="mine"><bdi>([^<]*)</bdi>', response.text)
    assert found is not None
    return html.unescape(found[1])


@pytest.mark.parametrize(
    ("header", "channel", "path"),
    [
        ("zh-CN,zh;q=0.9", "/channel1", "/zh/e/{}/channel1"),
        ("fr-CA", "/channel2", "/fr/e/{}/channel2"),
        ("en", "/channel2", "/zh/e/{}/channel2"),
        ("", "/channel1", "/fr/e/{}/channel1"),
        ("", "", "/fr/e/{}"),
        ("zh", "", "/zh/e/{}"),
    ],
)
def test_an_event_finds_the_readers_language_else_the_channels(
    plain: Plain, header: str, channel: str, path: str
) -> None:
    response = plain.ask(f"/e/{plain.code.upper()}{channel}", headers={"Accept-Language": header})
    assert response.status_code == 302
    assert response.headers["Location"] == path.format(plain.code)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", ["/e/nowhere", "/e/{}/nowhere", "/fr/e/{}/nowhere/play"])
def test_an_unknown_event_or_channel_is_not_there(plain: Plain, path: str) -> None:
    assert plain.ask(path.format(plain.code)).status_code == 404


def test_the_overlays_secret_is_no_channel_to_join(plain: Plain, hall: Hall) -> None:
    plain.channel = hall.evening.known().facts.overlays[0].secret
    assert plain.sit("Zoé").status_code == 404


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_the_public_page_is_the_same_for_everybody(plain: Plain, language: str) -> None:
    plain.lang = language
    before = plain.ask(plain.page)
    assert plain.sit("Zoé").status_code == 200
    after = plain.ask(plain.page)
    assert before.data == after.data
    assert "Zoé" not in after.text
    assert "Set-Cookie" not in before.headers
    assert f'action="{plain.page}/join"' in before.text
    assert before.text.count("<time ") == 2


def test_home_leads_to_the_event_of_a_code(plain: Plain) -> None:
    assert plain.ask("/", headers={"Accept-Language": "zh"}).headers["Location"] == "/zh/"
    found = plain.ask("/fr/", query_string={"code": f" {plain.code.upper()} "})
    assert found.headers["Location"] == f"/fr/e/{plain.code}"
    missing = plain.ask("/fr/", query_string={"code": "nowhere"})
    assert missing.status_code == 404
    assert 'value="nowhere"' in missing.text
    assert 'aria-invalid="true"' in missing.text


@pytest.mark.parametrize("language", ["fr", "zh"])
@pytest.mark.parametrize("page", ["", "privacy", "accessibility"])
def test_the_pages_around_the_quiz_are_in_both_languages(
    plain: Plain, language: str, page: str
) -> None:
    response = plain.ask(f"/{language}/{page}")
    assert response.status_code == 200
    assert f'<html lang="{"fr" if language == "fr" else "zh-Hans"}">' in response.text
    assert f'href="/{"zh" if language == "fr" else "fr"}/{page}"' in response.text


def test_joining_answers_with_the_playing_page_and_both_cookies(plain: Plain) -> None:
    response = plain.sit("  Zoé ")
    assert response.status_code == 200
    assert bar(response) == "Zoé"
    assert refresh(response).startswith(f"5;url={plain.page}/play?ghost=")
    assert len(response.headers.getlist("Set-Cookie")) == 2
    assert response.headers["Cache-Control"] == "no-store"
    assert bar(plain.play()) == "Zoé"


def test_an_empty_nickname_gets_a_suggested_one(plain: Plain) -> None:
    plain.lang = "zh"
    given = bar(plain.sit(""))
    (group,) = SUGGESTED["zh"]
    assert given[:2] in group.first.split()
    assert given[2:] in group.second.split()


def test_a_name_that_cannot_be_shown_is_said_where_it_was_typed(plain: Plain) -> None:
    response = plain.sit("www.zoe.fr")
    assert response.status_code == 422
    with pytest.raises(Invalid):
        check_nickname("www.zoe.fr")
    assert 'value="www.zoe.fr" aria-invalid="true"' in response.text
    assert re.search(r'id="nickname-error" role="alert">[^<]{20,}</p>', response.text)
    assert "Set-Cookie" not in response.headers


def test_who_has_not_joined_is_led_to_the_landing(plain: Plain) -> None:
    response = plain.play()
    assert (response.status_code, response.headers["Location"]) == (303, plain.page)


def test_a_form_from_another_site_is_refused(plain: Plain) -> None:
    response = plain.ask(
        f"{plain.page}/join",
        "POST",
        data={"nickname": "Zoé"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert response.status_code == 403
    assert "Set-Cookie" not in response.headers


def test_a_round_is_played_without_a_script(plain: Plain, hall: Hall) -> None:
    evening = hall.evening
    plain.sit("Zoé")
    evening.step(Step.LAUNCH)
    evening.clock.advance(600)
    assert 'data-phase="ready"' in plain.play().text
    played = evening.round()
    evening.clock.set(played.times.opens)
    shown = plain.play()
    assert refresh(shown) == f"31;url={plain.page}/play"
    chosen = hall.right()
    assert f'value="{chosen}"' in shown.text
    sent = plain.play(round="1", v=chosen)
    assert sent.status_code == 200
    assert 'class="plain at-open answered"' in sent.text
    assert refresh(sent).startswith("5;")
    text = next(c["fr"] for c in played.content["choices"] if c["id"] == chosen)
    assert f"· {text}" in words(sent)
    other = plain.play(round="1", v=hall.wrong())
    assert f"· {text}" in words(other)
    assert words(other) != words(sent)
    evening.clock.set(played.times.closes)
    assert 'class="plain at-closed answered"' in plain.play().text
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(600)
    revealed = words(plain.play())
    assert "1 000 points" in revealed
    evening.see(Step.BOARD)
    assert "<bdi>Zoé</bdi>" in plain.play().text
    evening.see(Step.END)
    assert refresh(plain.play()) == f"60;url={plain.page}/play"


def test_an_answer_out_of_its_time_is_said_in_words(plain: Plain, hall: Hall) -> None:
    evening = hall.evening
    plain.sit("Zoé")
    evening.step(Step.LAUNCH)
    early = plain.play(round="1", v=hall.right())
    assert 'class="own-words"' in early.text
    evening.clock.set(evening.round().times.closes + 1_001)
    late = plain.play(round="1", v=hall.right())
    assert 'class="own-words"' in late.text
    assert words(early) != words(late)
    assert "answered" not in late.text


@pytest.mark.parametrize(("number", "value"), [("1", "nonsense"), ("9", "x"), ("", "")])
def test_what_cannot_be_read_is_said_and_the_page_stays(
    plain: Plain, hall: Hall, number: str, value: str
) -> None:
    hall.evening.launch_and_open()
    plain.sit("Zoé")
    response = plain.play(round=number, v=value)
    assert response.status_code == 200
    assert 'data-phase="open"' in response.text
    assert 'class="own-words"' in response.text


def test_a_player_stays_on_the_channel_of_the_seat(plain: Plain, hall: Hall) -> None:
    plain.sit("Zoé")
    played = hall.evening.round if hall.evening.step(Step.LAUNCH) else None
    assert played is not None
    hall.evening.clock.set(played().times.opens)
    plain.channel = "channel2"
    assert 'data-phase="open"' in plain.play().text


def test_who_was_sent_away_cannot_look(plain: Plain, hall: Hall) -> None:
    plain.sit("Zoé")
    hall.evening.ban("Zoé")
    assert plain.play().status_code == 403


def test_who_finds_no_seat_watches_without_a_script(hall: Hall, plain: Plain) -> None:
    hall.fill()
    full = plain.sit("Ming")
    assert (full.status_code, full.headers["Retry-After"]) == (503, "30")
    assert refresh(full) == f"5;url={plain.page}/play?watch=1"
    assert "Le quiz est complet" in words(full)
    assert "Vous suivez le quiz" in words(full)
    assert "Vous êtes" not in words(full)
    hall.evening.launch_and_open()
    watched = plain.ask(f"{plain.page}/play?watch=1")
    question = hall.evening.round().content["prompt"]["fr"]
    assert (watched.status_code, question in words(watched)) == (200, True)
    assert re.search(r"<fieldset[^>]* disabled>\s*<section[^>]* data-phase=\"open\"", watched.text)


def test_who_has_a_seat_plays_whatever_the_address_says(hall: Hall, plain: Plain) -> None:
    assert plain.sit("Ming").status_code == 200
    assert bar(plain.ask(f"{plain.page}/play?watch=1")) == "Ming"


def test_on_ones_own_line_stands_ones_own_name(hall: Hall, plain: Plain) -> None:
    hall.evening.launch_and_open()
    hall.evening.clock.set(hall.evening.round().times.closes - 1_000)
    plain.sit("Ming")
    plain.answer(hall.right())
    hall.evening.count()
    hall.evening.see(Step.REVEAL)
    hall.evening.see(Step.BOARD)
    other = (plain.me().json or {})["shown_as"]
    own = re.search(r'<tr class="first own".*?<bdi>(.*?)</bdi>', plain.play().text, re.DOTALL)
    assert own is not None
    assert (own[1], other in plain.scene().text) == ("Ming", True)
