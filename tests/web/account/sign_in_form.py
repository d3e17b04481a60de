"""What a member of staff types to sign in, and whether they are."""

from flask.testing import FlaskClient

PASSWORD = "six small grey bowls"
OTHER = "seven tall blue jars"
RIGHT = {"email": "Lea@museum.example", "password": PASSWORD}


def try_password(client: FlaskClient, email: str, password: str = "wrong") -> int:
    form = {"email": email, "password": password}
    return client.post("/fr/account/sign-in", data=form).status_code


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/fr/account/").status_code == 200
