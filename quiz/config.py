"""The settings, read from the environment once, and the secret key in its file."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from tempfile import mkstemp

from flask_babel import lazy_gettext as _l

from quiz.errors import Invalid

ROOT = Path(__file__).resolve().parent.parent
SECRET_BYTES = 32
# Where `quiz serve` listens; a worker takes it from there.
LISTEN = "QUIZ_LISTEN"
# Where this machine's own server answers this machine; `quiz serve` tells its workers.
OWN_ADDRESS = "QUIZ_OWN_ADDRESS"
CAPACITY = "QUIZ_CAPACITY"
# They serve pages of staff and files; the crowd needs none of them.
THREADS = 16

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """What may differ from one installation to the next; `README.md` names the variables."""

    instance: Path
    database_url: str
    secret_file: Path
    # Pulses a second that phones may ask for at most, whatever the machines could do.
    capacity: int | None = None
    joins_per_minute: int = 600
    threads: int = THREADS
    workers: int = 1
    origin: str = ""
    listen: str = ""
    own_address: str = ""
    https: bool = False
    proxies: tuple[Network, ...] = ()
    metrics_token: str = field(default="", repr=False)
    # Whether manifests may be fetched from this machine, without encryption: for tests.
    fetch_loopback: bool = False

    @property
    def clock_file(self) -> Path:
        """Where `quiz serve` leaves its clock for the command line."""
        return self.instance / "clock"

    @property
    def drain_file(self) -> Path:
        """While it is there, this machine says that it wants no new viewers."""
        return self.instance / "draining"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment's `QUIZ_…` variables ask for."""
    instance = Path(environment.get("QUIZ_INSTANCE", ROOT / "instance")).resolve()
    url = environment.get("QUIZ_DATABASE_URL") or f"sqlite:///{instance / 'quiz.sqlite'}"
    origin = environment.get("QUIZ_ORIGIN", "").rstrip("/")
    return Settings(
        instance=instance,
        database_url=with_driver(url),
        secret_file=Path(environment.get("QUIZ_SECRET_FILE", instance / "secret")),
        capacity=positive(environment, CAPACITY, 1) if environment.get(CAPACITY) else None,
        joins_per_minute=positive(environment, "QUIZ_JOINS_PER_MINUTE", 600),
        threads=positive(environment, "QUIZ_THREADS", THREADS),
        workers=positive(environment, "QUIZ_WORKERS", 1),
        origin=origin,
        listen=environment.get(LISTEN, "").strip(),
        own_address=environment.get(OWN_ADDRESS, "").strip().rstrip("/"),
        https=environment.get("QUIZ_HTTPS", "") == "1" or origin.startswith("https:"),
        proxies=networks(environment, "QUIZ_PROXIES"),
        metrics_token=environment.get("QUIZ_METRICS_TOKEN", "").strip(),
        fetch_loopback=environment.get("QUIZ_FETCH_LOOPBACK", "") == "1",
    )


def with_driver(url: str) -> str:
    """A database's address with the driver that we ship, however it was abbreviated."""
    scheme, _, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    return url


def positive(environment: Mapping[str, str], name: str, default: int) -> int:
    """The whole number above zero in the variable `name`, or `default` where it is empty."""
    text = environment.get(name) or str(default)
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise Invalid(_l("%(name)s must be a whole number above zero.", name=name))
    return int(text)


def networks(environment: Mapping[str, str], name: str) -> tuple[Network, ...]:
    """The addresses and networks in the variable `name`, parted by commas or spaces."""
    words = environment.get(name, "").replace(",", " ").split()
    try:
        return tuple(ip_network(word) for word in words)
    except ValueError:
        sentence = _l("%(name)s must hold addresses such as 10.0.0.7 or 10.0.0.0/24.", name=name)
        raise Invalid(sentence) from None


def read_secret(path: Path) -> str:
    """The secret key; it was made before any worker started, never by one."""
    try:
        secret = path.read_text("ascii").strip()
    except FileNotFoundError:
        raise Invalid(
            _l("There is no secret key in %(path)s. quiz serve makes one.", path=str(path))
        ) from None
    if len(secret) < SECRET_BYTES:
        raise Invalid(_l("The secret key in %(path)s is too short.", path=str(path)))
    return secret


def make_folder(path: Path) -> None:
    """Make the folder of what this machine keeps, or mend it: it is its owner's alone."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    # One that belongs to somebody else is that person's to open or close.
    with suppress(PermissionError):
        path.chmod(0o700)


def make_secret(path: Path) -> bool:
    """Make the secret key, readable by its owner alone, unless there is one; true if made."""
    # A key that came as a credential stands in a folder that cannot be written to.
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # Such a file is its owner's alone from its first moment on.
    handle, name = mkstemp(dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        draft.write_text(secrets.token_hex(SECRET_BYTES) + "\n", "ascii")
        # A link is made whole or not at all, so two starts at once agree on one key.
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True
