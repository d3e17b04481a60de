"""What the links open that are given to staff."""

from flask.testing import FlaskClient

from quiz.accounts.actions import invitations
from quiz.accounts.models import Staff
from quiz.audit.models import AuditEntry
from quiz.extensions import db
from tests.web.account.sign_in_form import RIGHT, is_signed_in


class TestEnrolling:
    def test_reading_the_page_uses_nothing_up(self, client: FlaskClient) -> None:
        token = invitations.first_enrolment()
        db.session.commit()
        form = {"name": "Léa", **RIGHT}
        path = f"/zh/account/enrol/{token}"

        assert [client.get(path).status_code for _ in range(2)] == [200, 200]
        assert client.post(path, data=form).location == "/zh/account/home"
        assert is_signed_in(client)
        assert client.get(path).status_code == 404
        kept = db.session.query(AuditEntry.act).order_by(AuditEntry.id).all()
        assert [act for (act,) in kept] == ["enrol", "sign in"]

    def test_a_mistake_leaves_the_link_usable(self, client: FlaskClient, lea: Staff) -> None:
        token = invitations.invite("console", "host")
        db.session.commit()
        path, weak = f"/fr/account/enrol/{token}", {"name": "Léa", **RIGHT, "password": "azerty123"}

        assert client.post(path, data=weak).status_code == 422
        assert client.post(path, data={"name": "Léa", **RIGHT}).status_code == 422
        other = {"name": "Bo", **RIGHT, "email": "bo@museum.example"}
        assert client.post(path, data=other).status_code == 303
