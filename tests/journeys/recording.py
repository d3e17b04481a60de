"""Everything that anybody outside can fetch at an instant, byte by byte."""

import re
from dataclasses import dataclass, field

from werkzeug.test import TestResponse

from tests.phones import Hall, Phone

# What a grouped number looks like in either language, to be read as its digits.
PICTURE = re.compile(r"/live/\w+/picture/[0-9a-f]{32}")
GROUPING = re.compile(r"(?<=\d)(?:[\s,.]|&nbsp;|&#\d+;)(?=\d)")


@dataclass(frozen=True, slots=True)
class Record:
    """One response: who fetched what on which channel, when, and all that came back."""

    channel: str
    at: int
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def text(self) -> str:
        """All of it as text, numbers without their grouping."""
        body = self.body.decode(errors="replace")
        whole = f"{self.path}\n{self.headers}\n{body}"
        return whole + GROUPING.sub("", whole)


@dataclass
class Recorder:
    """An outsider on every channel and in every language, who notes down all there is."""

    hall: Hall
    phones: dict[str, Phone]
    records: list[Record] = field(default_factory=list)
    known: dict[str, list[str]] = field(default_factory=dict)
    pictures: dict[str, set[str]] = field(default_factory=dict)

    def look(self) -> None:
        """Fetch everything that can be fetched now."""
        for channel, phone in self.phones.items():
            live = f"/live/{phone.code}/{channel}"
            pulse = self.note(phone, channel, f"{live}/pulse")
            public = channel.startswith("channel")
            for scene in self._scenes(channel, pulse):
                for lang in ("fr", "zh", "both") if public else ("both",):
                    self.note(phone, channel, f"{live}/{scene}/{lang}")
            for path in sorted(self.pictures.get(channel, ())):
                self.note(phone, channel, path)
            if public:
                self._look_in_private(phone, channel)
            else:
                self.note(phone, channel, f"/overlay/{phone.code}/{channel}")

    def _look_in_private(self, phone: Phone, channel: str) -> None:
        code, page = phone.code, f"/{phone.lang}/e/{phone.code}/{channel}"
        for path in (f"/my/{code}/me", page, f"{page}/play"):
            self.note(phone, channel, path)
        # No kind of question takes this for an answer, so it may be sent at any time.
        number = self.hall.evening.known().facts.times.last
        for asked in (number.number if number else 1, 8):
            self.note(phone, channel, f"/my/{code}/rounds/{asked}/answer?v=%00", "PUT")

    def _scenes(self, channel: str, pulse: TestResponse) -> list[str]:
        """The last two scenes that were named: the present and the next one, or the one before."""
        said = dict(pulse.json or {})
        seen = self.known.setdefault(channel, [])
        for scene in (said["scene"], (said["next"] or {}).get("scene")):
            if scene and scene not in seen:
                seen.append(scene)
        return seen[-2:]

    def note(self, phone: Phone, channel: str, path: str, method: str = "GET") -> TestResponse:
        """Make one request and keep all that came back."""
        response = phone.ask(path, method)
        headers = tuple((name, value) for name, value in response.headers.items())
        now = self.hall.evening.clock.now()
        record = Record(channel, now, path, response.status_code, headers, response.data)
        self.records.append(record)
        named = PICTURE.findall(response.data.decode(errors="replace"))
        self.pictures.setdefault(channel, set()).update(named)
        return response
