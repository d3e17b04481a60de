"""Forms that are never sent to their end, in front of nginx, and whole ones beside them."""

import socket
from contextlib import ExitStack

HALF_SENT = 200  # of each form
FORM = "nickname=Ming&lang=fr"
# A seat, and a sign-in that lacks its proof: either was a node's to say.
JOINED, ASKED_AGAIN = 200, 400


def check_forms(port: int, code: str) -> None:
    """Some hundred forms left open keep no other form of the same address from a node."""
    asked = {f"/fr/e/{code}/near/join": JOINED, "/fr/account/sign-in": ASKED_AGAIN}
    with ExitStack() as held:
        for path in [*asked] * HALF_SENT:
            held.enter_context(begin_form(port, path, length=2 * len(FORM)))
        said = {path: status_of(port, path) for path in asked}
    assert said == asked, said


def status_of(port: int, path: str) -> int:
    """What a whole form is answered."""
    with begin_form(port, path, length=len(FORM)) as line:
        return int(line.recv(64).split()[1])


def begin_form(port: int, path: str, length: int) -> socket.socket:
    """A connection on which a form was sent that should be so long."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: quiz\r\nContent-Length: {length}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    line = socket.create_connection(("127.0.0.1", port), 30)
    line.sendall((head + FORM).encode())
    return line
