"""Whether phones can reach the address that links begin with, and which one they could reach."""

import socket
from urllib.parse import urlsplit

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from quiz.networks import is_loopback, read_address

LOOPBACK = "127.0.0.1"
LOOPBACK_6 = "::1"
IPV4 = 4
# Documentation's networks (RFC 5737, RFC 3849): a route leads there, and nobody answers.
OUTSIDE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
PORT = 9


def own_address() -> str | None:
    """This machine's address on the network that leads outside; None where none does.

    Nothing is sent: a datagram's socket that is connected only chooses its route.
    """
    for family, outside in OUTSIDE:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((outside, PORT))
                found: str = probe.getsockname()[0]
        except OSError:
            continue
        if not is_own(found):
            return found
    return None


def is_own(host: str | None) -> bool:
    """Whether on every machine that name or address means the machine itself, or none."""
    if host is None or host.rstrip(".").rpartition(".")[2] == "localhost":
        return True
    address = read_address(host)
    return address is not None and (address.is_loopback or address.is_unspecified)


def address_at(host: str, port: int) -> str:
    """Where links begin while the quiz listens at `host`: for everybody, if it can be known."""
    address = read_address(host)
    if address is not None and address.is_unspecified:
        host = own_address() or host
    return f"http://{in_brackets(host)}:{port}"


def address_here(host: str, port: int) -> str:
    """Where a program on this machine asks the quiz that listens at `host`."""
    address = read_address(host)
    if address is not None and address.is_unspecified:
        host = LOOPBACK if address.version == IPV4 else LOOPBACK_6
    return f"http://{in_brackets(host)}:{port}"


def in_brackets(host: str) -> str:
    """A host as an address names it."""
    return f"[{host}]" if ":" in host else host


def reach_warning(address: str, listen: str, *, behind: bool = False) -> LazyString | None:
    """What to set where phones cannot reach `address`, whole; None if they may well.

    `listen` is where the quiz listens, empty if nobody knows. Where it stands behind a proxy
    phones reach that one, of which this machine knows no address.
    """
    parts = urlsplit(address)
    if not is_own(parts.hostname):
        return None
    named = {"host": parts.hostname or address}
    is_alone = not behind and (listen == "localhost" or is_loopback(listen))
    own = None if behind else own_address()
    if own is None:
        return _alone(named) if is_alone else _nameless(named)
    port = f":{parts.port}" if parts.port else ""
    named["proposed"] = f"{parts.scheme}://{in_brackets(own)}{port}"
    return _alone_here(named) if is_alone else _here(named)


def _alone_here(named: dict[str, str]) -> LazyString:
    return _l(
        "Phones cannot reach %(host)s: on a phone it means the phone itself, and the quiz "
        "listens to this machine alone. On this network they reach it at %(proposed)s, once it is "
        "started with QUIZ_LISTEN=0.0.0.0 and QUIZ_ORIGIN=%(proposed)s.",
        **named,
    )


def _here(named: dict[str, str]) -> LazyString:
    return _l(
        "Phones cannot reach %(host)s: on a phone it means the phone itself. On this network "
        "they reach this machine at %(proposed)s: start the quiz with QUIZ_ORIGIN=%(proposed)s, so "
        "that links and QR codes lead there.",
        **named,
    )


def _alone(named: dict[str, str]) -> LazyString:
    return _l(
        "Phones cannot reach %(host)s: on a phone it means the phone itself, and the quiz "
        "listens to this machine alone. Start it with QUIZ_LISTEN=0.0.0.0, and with QUIZ_ORIGIN "
        "set to the address at which phones reach it.",
        **named,
    )


def _nameless(named: dict[str, str]) -> LazyString:
    return _l(
        "Phones cannot reach %(host)s: on a phone it means the phone itself. Start the quiz with "
        "QUIZ_ORIGIN set to the address at which phones reach it.",
        **named,
    )
