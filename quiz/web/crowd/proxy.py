"""What a proxy in front says of a request, believed only from the addresses in QUIZ_PROXIES.

From anybody else the same headers change nothing: whoever sends them is the client itself.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from quiz.config import Network
from quiz.networks import read_address
from quiz.web.crowd.http import Environ, StartResponse

ARRIVED = "quiz.arrived"
STAMP = re.compile(r"([0-9]{1,12})\.([0-9]{3})")
ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}")
HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")
SCHEMES = frozenset({"http", "https"})
MOST_ADDRESSES = 4_096

Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Behind:
    """`app` behind proxies: it sees the client's address, scheme, host, and when it was heard."""

    def __init__(self, app: Application, proxies: tuple[Network, ...]) -> None:
        self._app = app
        self._is_proxy = lru_cache(MOST_ADDRESSES)(lambda address: is_one_of(address, proxies))

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.look(environ)
        return self._app(environ, start_response)

    def look(self, environ: Environ) -> None:
        """Put what a proxy says into `environ`, if a proxy sent it."""
        if self._is_proxy(environ.get("REMOTE_ADDR", "")):
            believe(environ, self._is_proxy)


def is_one_of(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether `address` is in one of the networks; what is no address is in none."""
    found = read_address(address)
    return found is not None and any(found in network for network in networks)


def believe(environ: Environ, is_proxy: Callable[[str], bool]) -> None:
    """Put into `environ` what a proxy's headers say; what makes no sense is left out."""
    environ["REMOTE_ADDR"] = client(environ, is_proxy)
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
    if scheme in SCHEMES:
        environ["wsgi.url_scheme"] = scheme
    host = environ.get("HTTP_X_FORWARDED_HOST")
    if host is not None and HOST.fullmatch(host):
        environ["HTTP_HOST"] = host
    if stamp := STAMP.fullmatch(environ.get("HTTP_X_ARRIVED", "")):
        environ[ARRIVED] = int(stamp[1]) * 1_000 + int(stamp[2])


def client(environ: Environ, is_proxy: Callable[[str], bool]) -> str:
    """Whom the nearest proxy speaks for: from the right, the first that is no proxy itself.

    What stands further left was written by that client, who may write what it likes.
    """
    address: str = environ["REMOTE_ADDR"]
    for hop in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").replace(" ", "").split(",")):
        if not is_proxy(address) or not ADDRESS.fullmatch(hop):
            break
        address = hop
    return address
