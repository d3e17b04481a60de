"""Has a picture prepared by a process of its own, one at a time on a machine."""

import fcntl
import json
import subprocess  # nosec B404: the one program that is run is our own.
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from flask_babel import lazy_gettext as _l

from quiz.errors import Unavailable
from quiz.pictures.rules import (
    COPIES,
    MASTER,
    MOST_PIXELS,
    STRIP_BYTES,
    Copy,
    Fault,
    Focus,
    Frame,
    Measure,
    PictureRefused,
    format_of,
)

DECODER = "quiz.pictures.decoder"
MASTER_COPY = "master"
OWN = {str(copy): measure for copy, measure in COPIES.items()}
LONGEST_S = 40.0
WAIT_S = 20.0
LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy in JPEG with its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture that was decoded: its master, how it is framed, its copies."""

    master: bytes
    frame: Frame
    focus: Focus
    copies: Mapping[Copy, MadeCopy]


def prepare_picture(
    data: bytes, frame: Frame | None = None, focus: Focus | None = None
) -> PreparedPicture:
    """The copies of the picture in `data`; PictureRefused says why it cannot be one.

    It takes seconds, and waits while another is prepared; Unavailable after twenty seconds of that.
    """
    made = _made(data, {MASTER_COPY: MASTER} | OWN, frame or Frame(), focus or Focus())
    master = made.pop(MASTER_COPY).data
    return _prepared(master, frame or Frame(), focus or Focus(), made)


def reframe_picture(master: bytes, frame: Frame, focus: Focus) -> PreparedPicture:
    """Other copies of a picture, from the master that was made of it; as for `prepare_picture`."""
    return _prepared(master, frame, focus, _made(master, OWN, frame, focus))


def compose_strip(squares: Sequence[bytes]) -> bytes:
    """The squares of several pictures, thumbnails of ours, side by side in one JPEG."""
    asked = {
        "side": COPIES[Copy.THUMBNAIL].side,
        "sizes": [len(square) for square in squares],
        "most_bytes": STRIP_BYTES,
    }
    with turn():
        made = run(json.dumps({"strip": asked}).encode() + b"\n" + b"".join(squares))
    return made["strip"].data


def _prepared(
    master: bytes, frame: Frame, focus: Focus, made: Mapping[str, MadeCopy]
) -> PreparedPicture:
    return PreparedPicture(master, frame, focus, {Copy(name): copy for name, copy in made.items()})


def _made(
    data: bytes, measures: Mapping[str, Measure], frame: Frame, focus: Focus
) -> dict[str, MadeCopy]:
    known = format_of(data)
    if isinstance(known, Fault):
        raise PictureRefused(known)
    asked = {
        "format": known,
        "most_pixels": MOST_PIXELS,
        "frame": astuple(frame),
        "focus": astuple(focus),
        "copies": {name: asdict(measure) for name, measure in measures.items()},
    }
    with turn():
        return run(json.dumps(asked).encode() + b"\n" + data)


def run(sent: bytes) -> dict[str, MadeCopy]:
    """What the decoder makes of it; PictureRefused if nothing."""
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603: our own interpreter and module.
            [sys.executable, "-I", "-m", DECODER],
            input=sent,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PictureRefused(Fault.TOO_HARD) from None
    head, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        # It was ended from outside, as a process is that asks for more than it may have.
        raise PictureRefused(Fault.TOO_HARD)
    found = json.loads(head)
    if "fault" in found:
        raise PictureRefused(Fault(found["fault"]))
    made = {}
    for part in found["parts"]:
        made[part["name"]] = MadeCopy(rest[: part["bytes"]], part["width"], part["height"])
        rest = rest[part["bytes"] :]
    return made


@contextmanager
def turn() -> Iterator[None]:
    """Held by one process of the machine at a time: each may take more memory than a worker has."""
    until = time.monotonic() + WAIT_S
    with Path(__file__).open("rb") as held:
        while not _locked(held.fileno()):
            if time.monotonic() > until:
                raise Unavailable(
                    _l("Many pictures are being prepared at this moment; try again in a minute.")
                )
            time.sleep(LOOK_EVERY_S)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
