"""The pictures of rounds, served from a memory that holds so many bytes and no more."""

import threading
from collections import OrderedDict

from flask import Flask
from flask_babel import lazy_gettext as _l

from quiz.database import writing
from quiz.errors import NotFound
from quiz.extensions import db
from quiz.live.pictures import NamedPicture, named_pictures
from quiz.live.runtime import Runtime
from quiz.live.snapshot import Snapshot
from quiz.pictures.actions import keep_strip
from quiz.pictures.process import compose_strip
from quiz.pictures.queries import read_copy, read_squares, read_strip
from quiz.waiting import in_thread
from quiz.web.crowd.http import NO_STORE, SCENE_KEPT, Maker, Response
from quiz.web.crowd.player import know_again

MOST_BYTES = 64_000_000
JPEG = "image/jpeg"


class PictureMemory:
    """Responses by the path that asked for them; the one that was made first goes first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._held = 0
        self._made: OrderedDict[str, Response] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, path: str) -> Response | None:
        """What was made for that path before, if it is still there."""
        return self._made.get(path)

    def keep(self, path: str, made: Response) -> None:
        """Have it from now on, and forget others for its bytes."""
        with self._lock:
            before = self._made.pop(path, None)
            self._held += len(made.body) - (0 if before is None else len(before.body))
            self._made[path] = made
            while self._held > self._most and len(self._made) > 1:
                self._held -= len(self._made.popitem(last=False)[1].body)


class Pictures:
    """Finds a picture by its public name, from the instant at which a screen may name it."""

    def __init__(self, app: Flask, desk: Runtime, make: Maker) -> None:
        self._app = app
        self._desk = desk
        self._make = make
        self._reading = threading.Lock()
        self.memory = PictureMemory()

    async def picture(self, known: Snapshot, name: str, path: str) -> Response:
        """The picture; 425 before its instant, NotFound for a name that is none."""
        named = self._named(known, name)
        if named is None or not named.is_seen(self._desk.clock.now()):
            known = await know_again(self._desk, known)
            named = self._named(known, name)
        if named is None:
            raise NotFound(_l("There is no such picture."))
        if not named.is_seen(self._desk.clock.now()):
            return self._make(425, b"", NO_STORE)
        return await in_thread(self._read, named, path)

    def _named(self, known: Snapshot, name: str) -> NamedPicture | None:
        names = known.memo.make("pictures", lambda: named_pictures(known.facts))
        return names.get(name)

    def _strip(self, named: NamedPicture) -> bytes:
        """The strip as it is kept, made now if nobody has asked for it yet."""
        kept = read_strip(named.key)
        if kept is not None:
            return kept
        made = compose_strip(read_squares(named.parts))
        db.session.rollback()
        with writing():
            kept = keep_strip(named.key, made, self._desk.clock.now())
            db.session.commit()
        return kept

    def _read(self, named: NamedPicture, path: str) -> Response:
        # One reads for all: a whole channel asks at the same instant.
        with self._reading:
            made = self.memory.get(path)
            if made is None:
                with self._app.app_context():
                    data = self._strip(named) if named.parts else read_copy(named.key, named.copy)
                    db.session.rollback()
                if data is None:
                    raise NotFound(_l("There is no such picture."))
                made = self._make(200, data, SCENE_KEPT, JPEG)
                self.memory.keep(path, made)
        return made
