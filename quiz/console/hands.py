"""Who else has this console open, and who did what last."""

from dataclasses import dataclass

from quiz.accounts.queries import names_of_people, present_staff
from quiz.audit.labels import act_of, actor_in_words
from quiz.audit.queries import last_entries
from quiz.console.evening import Evening

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
    """The names of the others who are here, and the last acts, the newest first."""

    others: tuple[str, ...]
    acts: tuple[ActLine, ...]


def hands_view(evening: Evening, staff_id: int) -> HandsView:
    """All hands but those of whoever asks."""
    present = present_staff(evening.facts.id, evening.now - SILENT_MS)
    entries = last_entries(evening.facts.key, ACTS)
    names = names_of_people({entry.actor for entry in entries})
    return HandsView(
        others=tuple(person.name or person.email for person in present if person.id != staff_id),
        acts=tuple(
            ActLine(names.get(entry.actor) or actor_in_words(entry.actor), act_of(entry), entry.at)
            for entry in entries
        ),
    )
