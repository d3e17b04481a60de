"""What the templates of an event's pages may use: the public one, and the one without a script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.events.facts import ChannelFacts, EventFacts
from quiz.events.phases import Phase
from quiz.game.nicknames import SUGGESTED, Words
from quiz.i18n.localized import LANGUAGES, Localized
from quiz.leaderboard.rules import Line
from quiz.live.scene import ChoiceView, SceneView
from quiz.web.crowd.verdicts import refusals

REFRESH_S = 5
OVER_REFRESH_S = 60
# After an instant, so that the next page is surely the other side of it.
AFTER_MS = 500


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything `play/event.html` may use, with `lang`. Instants are ms UTC.

    `paths` leads to this page in each language; `/join` and `/play` stand under it. `where` leads
    to the choice among several channels, if there are so many.
    """

    code: str
    key: str
    channel: ChannelFacts
    title: Localized
    museum: Localized
    starts_at: int
    time_zone: str
    has_started: bool
    is_over: bool
    paths: Mapping[str, str]
    suggested: Mapping[str, tuple[Words, ...]]
    suggested_only: bool
    where: Mapping[str, str] | None
    is_rehearsal: bool

    @property
    def refusals(self) -> Mapping[str, str]:
        """What the script says of an answer that is not stored, by verdict."""
        return refusals()


@dataclass(frozen=True, slots=True)
class WhereView:
    """Everything `play/where.html` may use, with `lang`: the event's channels to choose from."""

    key: str
    title: Localized
    museum: Localized
    channels: tuple[ChannelFacts, ...]
    code: str
    is_rehearsal: bool

    @property
    def paths(self) -> Mapping[str, str]:
        """This page in every language; a channel's stands under it."""
        return {language: where_path(self.code, language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class PlayView:
    """What one player's page adds to the page and the scene; `mine` is the contract's `me`."""

    phase: str
    number: int | None
    rounds: int
    players: int
    refresh_s: int
    mine: Mapping[str, Any]
    answer: tuple[ChoiceView | str, ...]
    is_scored: bool
    is_tie_break: bool

    @property
    def is_open(self) -> bool:
        """Whether an answer may be given."""
        return self.phase == Phase.OPEN

    @property
    def has_result(self) -> bool:
        """Whether this is the moment to say what the round brought."""
        return self.phase == Phase.REVEALED and self.mine["result"] is not None

    @property
    def verdict(self) -> str:
        """How the round went, as `play/mine.js` says it: by what the result's credit is."""
        credit = self.mine["result"]["credit"]
        if credit is None:
            is_thanked = not self.is_scored and self.mine["answer"] is not None
            return "thanks" if is_thanked else "noAnswer"
        return "right" if credit >= 1 else "partly" if credit > 0 else "wrong"

    @property
    def is_unranked(self) -> bool:
        """Whether this is the moment to say that the player is on no board."""
        return Phase(self.phase).shows_rank and not self.mine.get("ranked", True)

    @property
    def mended(self) -> Mapping[str, int] | None:
        """What was mended after the player had seen it, told while no question is on."""
        changed: Mapping[str, int] | None = self.mine["mended"]
        return None if self.phase in (Phase.READY, Phase.OPEN) else changed

    @property
    def has_rank(self) -> bool:
        """Whether this is the moment to say where the player stands.

        A poll ranks nobody, a tie-break by who is nearer; and the first who has no points says that
        nobody has any.
        """
        if not Phase(self.phase).shows_rank or self.mine["rank"] is None:
            return False
        ranks = self.is_scored or self.is_tie_break or self.phase != Phase.REVEALED
        return ranks and (self.mine["rank"], self.mine["score"]) != (1, 0)

    def is_on(self, line: Line) -> bool:
        """Whether the line of the board is the player's, or that of all who share the rank."""
        names = (None, self.mine.get("shown_as", self.mine["player"]["nickname"]))
        return self.has_rank and line.rank == self.mine["rank"] and line.nickname in names


def make_page(event: EventFacts, channel: ChannelFacts, phase: str) -> PageView:
    """The public page while `channel` is in `phase`."""
    return PageView(
        code=event.code,
        key=event.key,
        channel=channel,
        title=event.title,
        museum=event.museum,
        starts_at=event.starts_at,
        time_zone=event.time_zone,
        has_started=phase != Phase.LOBBY,
        is_over=phase == Phase.OVER,
        paths=paths(event.code, channel.name),
        suggested=SUGGESTED,
        suggested_only=event.suggested_names,
        where=make_where(event).paths if len(event.channels) > 1 else None,
        is_rehearsal=event.is_rehearsal,
    )


def make_where(event: EventFacts) -> WhereView:
    """The page that asks where one watches."""
    names = event.key, event.title, event.museum
    return WhereView(*names, event.channels, event.code, event.is_rehearsal)


def where_path(code: str, language: str) -> str:
    """The path of the page that asks where one watches."""
    return f"/{language}/e/{code}"


def front_path(event: EventFacts, language: str) -> str | None:
    """Where whoever names no channel begins: at the only one, or at the choice among several."""
    if len(event.channels) > 1:
        return where_path(event.code, language)
    return next((paths(event.code, one.name)[language] for one in event.channels), None)


def paths(code: str, channel: str) -> dict[str, str]:
    """The public page's path in every language."""
    return {language: f"/{language}/e/{code}/{channel}" for language in LANGUAGES}


def make_play(pulse: Mapping[str, Any], mine: Mapping[str, Any], scene: SceneView) -> PlayView:
    """One player's page at the instant of `pulse`."""
    return PlayView(
        phase=pulse["phase"],
        number=pulse["round"],
        rounds=pulse["rounds"],
        players=pulse["players"],
        refresh_s=refresh_s(pulse, mine["answer"] is not None),
        mine=mine,
        answer=own_answer(pulse, mine, scene),
        is_scored=not scene.is_tie_break
        and (scene.question is None or scene.question.kit.is_scored),
        is_tie_break=scene.is_tie_break,
    )


def refresh_s(pulse: Mapping[str, Any], has_answered: bool) -> int:
    """In how many seconds a page without a script asks again: never while somebody is writing."""
    if pulse["phase"] == Phase.OVER:
        return OVER_REFRESH_S
    if pulse["phase"] == Phase.OPEN and not has_answered:
        return seconds_until(pulse["closes_at"], pulse["now"])
    if pulse["phase"] == Phase.READY:
        return min(REFRESH_S, seconds_until(pulse["opens_at"], pulse["now"]))
    return REFRESH_S


def seconds_until(instant: int, now: int) -> int:
    """Whole seconds, at least one, after which `instant` has passed."""
    return max(1, -((now - AFTER_MS - instant) // 1000))


def own_answer(
    pulse: Mapping[str, Any], mine: Mapping[str, Any], scene: SceneView
) -> tuple[ChoiceView | str, ...]:
    """What this player answered in the round that is on: the choices, or the text itself."""
    given, question = mine["answer"], scene.question
    if given is None or question is None or not Phase(pulse["phase"]).shows_own_answer:
        return ()
    by_id = {choice.id: choice for choice in question.choices}
    chosen = tuple(by_id[part] for part in given.split(",") if part in by_id)
    return chosen or (given,)
