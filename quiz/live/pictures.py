"""Which pictures of an event may be seen, under which names, and from when. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.events.facts import EventFacts, RoundFacts
from quiz.events.phases import Phase
from quiz.i18n.localized import Localized
from quiz.pictures.rules import OBJECT_PICTURE, Copy, HungPicture, hung_picture

PATH = "/live/{code}/picture/{name}"


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A copy of a picture that has a public name; `seen_at` (ms UTC) is when the studio sees it.

    Nobody knows yet when an object's picture is seen that has no `seen_at`.
    A strip is made of the pictures that `parts` names.
    """

    key: str
    copy: Copy
    seen_at: int | None
    parts: tuple[str, ...] = ()

    def is_seen(self, now: int) -> bool:
        """Whether a screen may name it at that instant."""
        return self.seen_at is not None and self.seen_at <= now


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture as a template shows it: its paths, its size in pixels, its text alternative."""

    phone: str
    studio: str
    width: int
    height: int
    alt: Localized
    is_strip: bool = False


def named_pictures(facts: EventFacts) -> Mapping[str, NamedPicture]:
    """The pictures of all rounds by their public names."""
    found: dict[str, NamedPicture] = {}
    for played in facts.rounds:
        times = played.times
        if (hung := hung_picture(played.content)) is not None:
            seen_at = times.launched_at if hung.is_ahead else times.opens
            # What was called back before anybody could see it is seen by nobody.
            if times.cancelled_at is None or seen_at < times.cancelled_at:
                found |= _named(hung, seen_at)
        of_object = hung_picture(played.content, OBJECT_PICTURE)
        if of_object is not None and times.cancelled_at is None:
            found |= _named(of_object, times.answer_shown)
    return found


def _named(hung: HungPicture, seen_at: int | None) -> dict[str, NamedPicture]:
    return {
        name: NamedPicture(hung.key, copy, seen_at, hung.parts) for copy, name in hung.names.items()
    }


def picture_view(code: str, played: RoundFacts, phase: Phase) -> PictureView | None:
    """The picture of a round, in a phase that may show it."""
    hung = hung_picture(played.content)
    if hung is None or not (phase.shows_picture or (phase is Phase.READY and hung.is_ahead)):
        return None
    return _view(code, hung)


def object_picture_view(code: str, played: RoundFacts, phase: Phase) -> PictureView | None:
    """The picture of the object that a round was about, where its answer is told."""
    hung = hung_picture(played.content, OBJECT_PICTURE)
    return _view(code, hung) if hung is not None and phase.tells_solution else None


def _view(code: str, hung: HungPicture) -> PictureView:
    return PictureView(
        phone=PATH.format(code=code, name=hung.names[Copy.PHONE]),
        studio=PATH.format(code=code, name=hung.names[Copy.STUDIO]),
        width=hung.width,
        height=hung.height,
        alt=hung.alt,
        is_strip=bool(hung.parts),
    )
