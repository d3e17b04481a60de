"""Fetches what somebody else describes: over HTTPS, from public addresses, within limits.

The name is resolved once and the connection goes to that very address, so that a name that is
answered differently the second time leads nowhere else; so does each redirect.
"""

import ipaddress
import socket
from dataclasses import dataclass
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from quiz.objects.records.base import RecordRefused

MOST_BYTES = 20_000_000
LONGEST_S = 10.0
MOST_REDIRECTS = 5
PART = 65_536
REDIRECTS = {301, 302, 303, 307, 308}
# Who asks, so that a museum sees it in its log; and what is wanted.
HEADERS = {
    "User-Agent": "Celadon/1.0 (museum quiz; reads one manifest or picture at a curator's wish)",
    "Accept": "application/ld+json, application/json, image/jpeg, image/png, */*;q=0.5",
}

NO_ADDRESS = _l("Only addresses that begin with https:// are fetched.")
NOT_PUBLIC = _l("This address is not in the public internet, so it is not fetched.")
UNREACHABLE = _l("This address cannot be reached. Please check it, or give the file instead.")
TOO_SLOW = _l(
    "This address took more than ten seconds. Please try again, or give the file instead."
)
TOO_LARGE = _l("What is at this address is too large: at most 20 MB.")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came, and from where at last."""

    data: bytes
    address: str


def fetch(address: str, *, loopback: bool = False) -> Fetched:
    """What is at that address; RecordRefused says why nothing came.

    `loopback` also lets this very machine be asked, without encryption: for tests.
    """
    deadline = monotonic() + LONGEST_S
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(address, loopback=loopback)
        try:
            answer = _ask(parts, _resolved(parts, loopback=loopback), deadline)
        except (HTTPError, OSError) as wrong:
            raise _refusal(deadline, UNREACHABLE) from wrong
        with answer:
            if answer.status in REDIRECTS and (to := answer.headers.get("Location")):
                address = urljoin(address, to)
                continue
            if answer.status != 200:
                sentence = _l("The server answered with status %(status)s.", status=answer.status)
                raise RecordRefused(sentence)
            return Fetched(_read(answer, deadline), address)
    raise RecordRefused(UNREACHABLE)


def _checked(address: str, *, loopback: bool) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise RecordRefused(NO_ADDRESS) from None
    schemes = ("https", "http") if loopback else ("https",)
    if parts.scheme not in schemes or not parts.hostname or parts.username or parts.password:
        raise RecordRefused(NO_ADDRESS)
    if not loopback and port not in (None, 443):
        raise RecordRefused(NOT_PUBLIC)
    return parts


def _resolved(parts: SplitResult, *, loopback: bool) -> str:
    """The address of the host; all of those that its name has must be public."""
    try:
        host = str(parts.hostname).encode("idna").decode()
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RecordRefused(UNREACHABLE) from None
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(_is_open(one, loopback=loopback) for one in addresses):
        raise RecordRefused(NOT_PUBLIC)
    return addresses[0]


def _is_open(text: str, *, loopback: bool) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    if loopback and mapped.is_loopback:
        return True
    return mapped.is_global and not mapped.is_multicast


def _ask(parts: SplitResult, host: str, deadline: float) -> BaseHTTPResponse:
    name = str(parts.hostname).encode("idna").decode()
    timeout = Timeout(connect=LONGEST_S / 2, read=max(deadline - monotonic(), 0.1))
    pool: HTTPConnectionPool
    if parts.scheme == "https":
        pool = HTTPSConnectionPool(
            host,
            _port(parts),
            server_hostname=name,
            assert_hostname=name,
            ca_certs=certifi.where(),
            timeout=timeout,
            retries=False,
        )
    else:
        pool = HTTPConnectionPool(host, _port(parts), timeout=timeout, retries=False)
    netloc = name if parts.port is None else f"{name}:{parts.port}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return pool.urlopen(
        "GET", path, headers=HEADERS | {"Host": netloc}, redirect=False, preload_content=False
    )


def _read(answer: BaseHTTPResponse, deadline: float) -> bytes:
    """The body, as long as it is neither too long nor too slow, nor grows in being unpacked."""
    read = bytearray()
    try:
        for part in answer.stream(PART, decode_content=True):
            read += part
            if len(read) > MOST_BYTES:
                raise RecordRefused(TOO_LARGE)
            if monotonic() > deadline:
                raise RecordRefused(TOO_SLOW)
    except (HTTPError, OSError) as wrong:
        raise _refusal(deadline, UNREACHABLE) from wrong
    return bytes(read)


def _refusal(deadline: float, otherwise: LazyString) -> RecordRefused:
    return RecordRefused(TOO_SLOW if monotonic() >= deadline - 0.2 else otherwise)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)
