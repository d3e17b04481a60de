"""Who else has this console open, and who did what last."""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.accounts.queries import names_of_people, present_staff
from quiz.audit.actions import REMOTE
from quiz.audit.labels import act_of, actor_in_words
from quiz.audit.queries import last_entries
from quiz.console.evening import Evening
from quiz.events.outputs import REMOTE_KIND

# A console says every few seconds that it is open; after some silence it is taken for closed.
SILENT_MS = 15_000
ACTS = 4


@dataclass(frozen=True, slots=True)
class ActLine:
    """Something that was done: by whom and what, in words; when in ms UTC."""

    who: object
    act: object
    at: int


@dataclass(frozen=True, slots=True)
class HandsView:
    """The others who are here, the phones that are remotes, and the last acts, newest first."""

    others: tuple[str, ...]
    remotes: tuple[object, ...]
    acts: tuple[ActLine, ...]


def hands_view(evening: Evening, staff_id: int) -> HandsView:
    """All hands but those of whoever asks."""
    present = present_staff(evening.facts.id, evening.now - SILENT_MS)
    entries = last_entries(evening.facts.key, ACTS)
    names = names_of_people({entry.actor for entry in entries})
    return HandsView(
        others=tuple(person.name or person.email for person in present if person.id != staff_id),
        remotes=tuple(_remotes(evening)),
        acts=tuple(
            ActLine(names.get(entry.actor) or actor_in_words(entry.actor), act_of(entry), entry.at)
            for entry in entries
        ),
    )


def _remotes(evening: Evening) -> Iterator[object]:
    """Remotes that have lately asked what is on."""
    for output in evening.facts.outputs:
        at = evening.seen.get(output.id)
        if output.kind == REMOTE_KIND and at is not None and at >= evening.now - SILENT_MS:
            yield actor_in_words(f"{REMOTE}{output.name}")
