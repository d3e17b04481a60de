"""The lane's public documents: paths, headers, caches, and scenes at their instants."""

import json
from typing import Any

import pytest

from quiz.events.phases import Phase
from quiz.events.rules import Step
from tests.phones import SAFE_HEADERS, Hall

PULSE = "public, max-age=0, s-maxage=1"
PAGE = "public, max-age=0, s-maxage=10"
FOR_EVER = "public, max-age=31536000, immutable"
NAMES = "public, max-age=60"
FIELDS = (
    "event version now phase round rounds scene next opens_at closes_at picture players answers "
    "poll_ms spread_ms mends answer_at"
)


def seen(pulse: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    return tuple(pulse[field] for field in fields)


def test_before_the_first_round_there_is_a_lobby(hall: Hall) -> None:
    response = hall.phone().ask(f"/live/{hall.evening.code}/channel1/pulse")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, PULSE)
    assert response.content_type == "application/json"
    assert len(response.data) < 500
    pulse = json.loads(response.data)
    assert " ".join(pulse) == FIELDS
    assert pulse | {"event": "", "scene": ""} == {
        "event": "",
        "version": 1,
        "now": hall.evening.clock.now(),
        "phase": "lobby",
        "round": None,
        "rounds": 3,
        "scene": "",
        "next": None,
        "opens_at": None,
        "closes_at": None,
        "picture": None,
        "players": 0,
        "answers": 0,
        "poll_ms": 1_000,
        "spread_ms": 300,
        "mends": 0,
        "answer_at": None,
    }


def test_a_round_is_seen_later_by_a_later_channel(hall: Hall) -> None:
    evening, early, late = hall.evening, hall.phone(), hall.phone("channel2")
    launched = evening.clock.now() + 500
    opens, closes = launched + 5_000, launched + 35_000
    evening.step(Step.LAUNCH)
    evening.clock.set(launched)
    assert seen(early.pulse(), "phase", "round", "rounds", "opens_at", "closes_at", "answers") == (
        "ready",
        1,
        3,
        opens,
        closes,
        0,
    )
    ahead = late.pulse()
    assert seen(ahead, "phase", "round", "opens_at") == ("lobby", None, None)
    assert ahead["next"]["at"] == launched + 3_000
    evening.clock.set(launched + 3_000)
    assert seen(late.pulse(), "phase", "opens_at", "closes_at") == (
        "ready",
        opens + 3_000,
        closes + 3_000,
    )
    assert late.pulse()["next"]["at"] == opens + 3_000


def test_every_phase_says_what_the_contract_says(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    fields = ("phase", "round", "opens_at", "closes_at", "answers")
    player = hall.player("Ming")
    evening.step(Step.LAUNCH)
    opens = evening.clock.now() + 5_500
    evening.clock.set(opens)
    opened = phone.pulse()
    assert seen(opened, *fields) == ("open", 1, opens, opens + 30_000, 0)
    assert opened["next"] is None
    assert player.answer(hall.right()).status_code == 201
    evening.clock.set(opens + 30_000)
    assert seen(phone.pulse(), *fields) == ("closed", 1, opens, opens + 30_000, 1)
    assert phone.pulse()["scene"] == opened["scene"]
    # Nobody's answer is revealed before the doors of all channels are shut.
    assert (opened["answer_at"], phone.pulse()["answer_at"]) == (None, evening.round().times.shuts)
    evening.count()
    evening.step(Step.REVEAL)
    assert phone.pulse()["next"]["at"] == evening.clock.now() + 500
    evening.clock.advance(500)
    assert seen(phone.pulse(), *fields) == ("revealed", 1, opens, opens + 30_000, 1)
    evening.step(Step.BOARD)
    assert phone.pulse()["next"]["at"] == evening.clock.now() + 8_000
    evening.clock.advance(8_000)
    assert seen(phone.pulse(), *fields) == ("board", 1, None, None, 1)
    board = phone.pulse()["scene"]
    evening.step(Step.INTERLUDE)
    evening.clock.advance(500)
    assert seen(phone.pulse(), *fields) == ("interlude", 1, None, None, 0)
    evening.step(Step.RESUME)
    assert phone.pulse()["next"] == {"scene": board, "at": evening.clock.now() + 500}
    evening.see(Step.END)
    assert seen(phone.pulse(), *fields, "next", "poll_ms") == (
        "over",
        1,
        None,
        None,
        0,
        None,
        60_000,
    )


def test_a_void_round_is_seen_as_void(hall: Hall) -> None:
    evening = hall.evening
    played = evening.launch_and_open().times
    evening.step(Step.VOID)
    evening.clock.advance(500)
    voided = evening.clock.now()
    pulse = hall.phone().pulse()
    assert seen(pulse, "phase", "round", "opens_at", "closes_at") == (
        "void",
        1,
        played.opens,
        voided,
    )
    assert hall.phone("channel2").pulse()["phase"] == "open"


def test_after_a_cancel_the_scene_before_comes_back(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone("channel2")
    lobby = phone.pulse()["scene"]
    evening.step(Step.LAUNCH)
    evening.clock.advance(3_500)
    evening.step(Step.CANCEL)
    cancelled = evening.clock.now() + 500
    pulse = phone.pulse()
    assert seen(pulse, "phase", "round") == ("ready", 1)
    assert pulse["next"] == {"scene": lobby, "at": cancelled + 3_000}
    evening.clock.set(cancelled + 3_000)
    assert seen(phone.pulse(), "phase", "scene", "next") == ("lobby", lobby, None)


def test_an_overlay_sees_the_studio_itself(hall: Hall) -> None:
    evening = hall.evening
    secret = evening.known().facts.overlays[0].secret
    evening.step(Step.LAUNCH)
    evening.clock.advance(5_500)
    overlay = hall.phone(secret, "both")
    assert overlay.pulse()["phase"] == "open"
    assert hall.phone("channel2").pulse()["phase"] == "ready"
    scene = overlay.scene()
    assert (scene.status_code, "En quelle année" in scene.text, "博物馆哪一年" in scene.text) == (
        200,
        True,
        True,
    )
    assert (
        hall.phone(secret.upper()).ask(f"/live/{evening.code}/{secret}x/pulse").status_code == 404
    )


@pytest.mark.parametrize("lang", ["fr", "zh"])
def test_a_scene_is_early_then_there_for_ever(hall: Hall, lang: str) -> None:
    evening, phone = hall.evening, hall.phone(lang=lang)
    evening.step(Step.LAUNCH)
    evening.clock.advance(500)
    identifier = phone.pulse()["next"]["scene"]
    evening.clock.advance(4_999)
    early = phone.scene(identifier)
    assert (early.status_code, early.headers["Cache-Control"], early.data) == (425, "no-store", b"")
    evening.clock.advance(1)
    there = phone.scene(identifier)
    assert (there.status_code, there.headers["Cache-Control"]) == (200, FOR_EVER)
    assert there.content_type == "text/html; charset=utf-8"
    assert len(there.data) < 6_000
    evening.count()
    evening.step(Step.REVEAL)
    evening.clock.advance(60_000)
    assert phone.scene(identifier).data == there.data


def test_scenes_with_names_are_kept_for_a_minute(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    evening.launch_and_open()
    hall.player("Ming").answer(hall.right())
    evening.count()
    evening.step(Step.REVEAL)
    evening.see(Step.BOARD)
    scene = phone.scene()
    assert (scene.headers["Cache-Control"], "Ming" in scene.text) == (NAMES, True)
    evening.see(Step.END)
    scene = phone.scene()
    assert (scene.headers["Cache-Control"], "Ming" in scene.text) == (NAMES, True)


def test_a_ban_moves_the_board_to_another_id(hall: Hall) -> None:
    evening, phone = hall.evening, hall.phone()
    evening.launch_and_open()
    hall.player("Ming").answer(hall.right())
    evening.count()
    evening.step(Step.REVEAL)
    evening.see(Step.BOARD)
    before = phone.pulse()["scene"]
    evening.ban("Ming")
    after = phone.pulse()["scene"]
    assert after != before
    assert "Ming" not in phone.scene(after).text


def test_nothing_public_sets_a_cookie_or_varies(hall: Hall) -> None:
    phone, code = hall.player("Ming"), hall.evening.code
    scene = phone.pulse()["scene"]
    headers = SAFE_HEADERS | {"Cache-Control", "Content-Length", "Content-Type"}
    for path, kept in (
        (f"/live/{code}/channel1/pulse", PULSE),
        (f"/live/{code}/channel1/{scene}/fr", FOR_EVER),
        (f"/live/{code}/channel1/{scene}/xx", "no-store"),
        (f"/fr/e/{code}/channel1", PAGE),
        (f"/zh/e/{code.upper()}/CHANNEL1", PAGE),
    ):
        response = phone.ask(path)
        assert (response.headers["Cache-Control"], set(response.headers.keys())) == (kept, headers)


def test_the_page_is_the_same_for_everybody(hall: Hall) -> None:
    path = f"/zh/e/{hall.evening.code}/channel2"
    player, stranger = hall.player("Ming", "channel2", "zh"), hall.phone()
    assert player.ask(path).data == stranger.ask(path).data
    assert 'lang="zh-Hans"' in stranger.ask(path).text


def test_only_the_phase_and_the_version_make_another_page(hall: Hall) -> None:
    path = f"/fr/e/{hall.evening.code}/channel1"
    before = hall.phone().ask(path).data
    hall.evening.see(Step.END)
    assert hall.phone().pulse()["phase"] == Phase.OVER
    assert hall.phone().ask(path).data != before


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/live/nowhere/channel1/pulse", 404),
        ("/live/{code}/nowhere/pulse", 404),
        ("/live/{code}/channel1", 404),
        ("/live/{code}/channel1/pulse/", 404),
        ("/live/{code}//pulse", 404),
        ("/live/{code}/channel1/pulses", 404),
        ("/live/{code}/channel1/0123456789abcdef012345/fr", 404),
        ("/live/{code}/channel1/pulse/fr", 404),
        ("/live/{code}/channel1/%F0%9F%92%A3/fr", 404),
        ("/live/{code}/channel1/%00/fr", 404),
        ("/live/{code}/picture/abc", 404),
        ("/live/", 404),
        ("/live//", 404),
        ("/fr/e/nowhere/channel1", 404),
        ("/fr/e/{code}/nowhere", 404),
        ("/my/nowhere/me", 404),
        ("/my/nowhere/clock", 404),
        ("/my/", 404),
        ("/my/{code}/nothing", 404),
        ("/my/{code}/rounds/1/answer", 405),
        ("/my/{code}/player", 405),
    ],
)
def test_what_is_not_there_is_never_kept(hall: Hall, path: str, status: int) -> None:
    response = hall.phone().ask(path.format(code=hall.evening.code))
    assert (response.status_code, response.headers["Cache-Control"]) == (status, "no-store")
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_public_documents_are_only_read(hall: Hall, method: str) -> None:
    response = hall.phone().ask(f"/live/{hall.evening.code}/channel1/pulse", method)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_the_clock_says_now(hall: Hall) -> None:
    response = hall.phone().ask(f"/my/{hall.evening.code}/clock")
    assert response.json == {"now": hall.evening.clock.now()}
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.data) < 40
