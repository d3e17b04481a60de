"""The links of other screens: made and replaced by hosts, on record."""

from flask.testing import FlaskClient
from sqlalchemy import select

from quiz.audit.models import AuditEntry
from quiz.events.queries import get_event
from quiz.extensions import db
from tests.evenings import Evening


def test_a_host_makes_a_link_and_replaces_it(host_client: FlaskClient, evening: Evening) -> None:
    page = f"/fr/host/{evening.code}/links"
    assert "/prompter/" not in host_client.get(page).text
    seen = []
    for _time in range(2):
        assert host_client.post(f"{page}/prompter").status_code == 303
        secrets = {o.kind: o.secret for o in get_event(evening.code).outputs}
        seen.append(secrets["prompter"])
        db.session.rollback()
        address = f"http://localhost/prompter/{evening.code}/{secrets['prompter']}"
        assert address in host_client.get(page).text
    assert len(set(seen)) == 2
    acts = db.session.scalars(select(AuditEntry).filter_by(act="prompter.replace")).all()
    assert len(acts) == 2
    assert not any(secret in str(entry.details) for entry in acts for secret in seen)


def test_there_is_no_link_of_an_unknown_screen(host_client: FlaskClient, evening: Evening) -> None:
    for kind in ("overlay", "other"):
        assert host_client.post(f"/fr/host/{evening.code}/links/{kind}").status_code == 404


def test_console_and_back_office_lead_there(
    host_client: FlaskClient, admin_client: FlaskClient, evening: Evening
) -> None:
    link = f'href="/fr/host/{evening.code}/links"'
    assert link in host_client.get(f"/fr/host/{evening.code}").text
    assert link in admin_client.get(f"/fr/admin/events/{evening.code}").text


def test_a_code_for_a_phone_is_shown_once_and_every_phone_is_thrown_out(
    host_client: FlaskClient, evening: Evening
) -> None:
    links = f"/fr/host/{evening.code}/links"

    page = host_client.post(f"{links}/remote/invite")
    secret = next(o.secret for o in get_event(evening.code).outputs if o.kind == "remote")
    db.session.rollback()

    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")
    assert f"/remote/{evening.code}/{secret}?key=" in page.text
    assert secret not in host_client.get(links).text
    assert host_client.post(f"{links}/remote/end").status_code == 303
    assert all(o.secret != secret for o in get_event(evening.code).outputs)
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["remote.invite", "remote.replace"]
