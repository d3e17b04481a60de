"""The room's screen by its link: it sees what its channel's phones see, at their instant."""

from flask.testing import FlaskClient

from quiz.events.queries import get_event
from quiz.events.rules import Step
from quiz.extensions import db
from tests.evenings import Evening
from tests.phones import Hall


def make_screen(client: FlaskClient, evening: Evening) -> str:
    """The secret of the event's screen, whose link a host has made."""
    assert client.post(f"/fr/host/{evening.code}/links/screen").status_code == 303
    db.session.rollback()
    outputs = get_event(evening.code).outputs
    return next(output.secret for output in outputs if output.kind == "screen")


def move_to(evening: Evening, channel_id: int) -> None:
    """Have the screen stand where that channel is watched."""
    event = get_event(evening.code)
    next(o for o in event.outputs if o.kind == "screen").channel_id = channel_id
    event.version += 1
    db.session.commit()


def test_its_page_has_the_code_of_the_rooms_channel(
    host_client: FlaskClient, evening: Evening
) -> None:
    secret = make_screen(host_client, evening)
    page = host_client.get(f"/screen/{evening.code}/{secret}").text
    nearest = min(get_event(evening.code).channels, key=lambda channel: channel.delay_ms)
    address = f"localhost/<wbr>e/<wbr>{evening.code}/<wbr>{nearest.name}"
    assert f'<p class="address">{address}</p>' in page
    assert 'data-size="room"' in page
    assert host_client.get(f"/overlay/{evening.code}/{secret}").status_code == 404
    overlay = get_event(evening.code).overlays[0].secret
    assert host_client.get(f"/screen/{evening.code}/{overlay}").status_code == 404


def test_it_opens_when_its_channels_phones_do_and_never_before(
    host_client: FlaskClient, hall: Hall
) -> None:
    evening = hall.evening
    secret = make_screen(host_client, evening)
    late = max(get_event(evening.code).channels, key=lambda channel: channel.delay_ms)
    move_to(evening, late.id)
    screen, phone = hall.phone(secret, lang="both"), hall.phone(late.name)
    overlay = hall.phone(get_event(evening.code).overlays[0].secret)
    evening.step(Step.LAUNCH)
    opens = evening.round(1).times.opens
    evening.clock.set(opens + 500)
    assert [one.pulse()["phase"] for one in (overlay, screen, phone)] == ["open", "ready", "ready"]
    assert screen.scene(overlay.pulse()["scene"]).status_code in {404, 425}
    evening.clock.set(opens + late.delay_ms)
    assert [one.pulse()["phase"] for one in (screen, phone)] == ["open", "open"]
    assert screen.pulse()["scene"] == phone.pulse()["scene"]
    assert "✓" not in screen.scene().text
    assert 'class="choice right"' not in screen.scene().text
