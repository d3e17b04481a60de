"""A crowd's log, played through the model of an evening: could each verdict be, when it was told?

What a request does, it does at one instant between its being sent and its being answered. A 503 or
a silence does not say whether it did anything: the next certain verdict settles that.
"""

from collections.abc import Iterable, Sequence

from quiz.events.facts import RoundFacts
from quiz.web.crowd.arrival import MOMENT_MS, STEP_MS
from quiz.web.crowd.cookies import PASS_COOKIE
from tests.faults.crowd import SILENCE, UNKNOWN, Player, Told
from tests.faults.nights import CHANNEL
from tests.model import Given, Model, Person, Turn

RECEIPTS = frozenset({201, 200})
# How far a worker's clock may be from the crowd's: it measures the database's, on a busy machine.
APART_MS = 100
# Who is not asked about counts from as early as any other answer of that moment may have come.
EARLY_MS = MOMENT_MS + STEP_MS


def turn_of(played: RoundFacts) -> Turn:
    """The round as the model knows it, from the host's clicks and the count alone."""
    times = played.times
    turn = Turn(
        times.number,
        times.launched_at,
        times.plateau_ms,
        seconds=times.seconds,
        slowest=0,
        margin=times.margin_ms,
        extensions=times.extensions,
        close_click=times.close_click_at,
        reveal_click=times.reveal_click_at,
        counted=times.counted_at,
    )
    instants = (times.opens, times.closes, times.shuts, times.reveal)
    assert (turn.opens, turn.closes, turn.shuts, turn.reveal) == instants
    return turn


def replay(turn: Turn, right: Iterable[str], players: Iterable[Player]) -> Model:
    """The evening as its players were told of it; fails at a verdict that could not be."""
    model = Model(left=0, turns=[turn])
    keys = frozenset(right)
    for player in players:
        who = player.cookies[PASS_COOKIE]
        sit_down(model, who, player)
        if who in model.people:
            judge_answers(model, who, player.log("answer"), keys)
    return model


def sit_down(model: Model, who: str, player: Player) -> None:
    """Its pass becomes one person, new once, under the name that nobody else has."""
    may_be_seated = False
    for told in player.log("player"):
        if told.status in UNKNOWN:
            may_be_seated = True
            continue
        new, old = {201}, {200}
        possible = old if who in model.people else new | old if may_be_seated else new
        assert told.status in possible, player.told
        assert told.body == {"nickname": player.nickname, "channel": CHANNEL}, player.told
        model.people[who] = Person(player.nickname, delay=0)


def judge_answers(model: Model, who: str, log: Sequence[Told], right: frozenset[str]) -> None:
    """All that was said of its answers follows from one stored at one instant, or from none.

    Afterwards the model holds that answer.
    """
    given = acknowledged(log, right)
    if given is None:
        allowed = [possible(model, who, told) for told in log]
    else:
        allowed = store(model, who, log, given)
    for told, statuses in zip(log, allowed, strict=True):
        assert told.status in statuses | UNKNOWN, (told, given, log)
        if told.status == 409:
            assert given is not None
            assert told.body["answer"] == given.value, (told, log)


def store(model: Model, who: str, log: Sequence[Told], given: Given) -> list[set[int]]:
    """Put the answer into the model; what each request may have been told before it or after."""
    turn = model.turns[0]
    at = model.window(who, turn)[0] + given.elapsed
    assert model.answering(who, turn, given.value, at) == 201, (given, log)
    storing = stored_by(log, given, at)
    before = [possible(model, who, told, until=at) for told in log]
    turn.answers[who] = given
    after = [possible(model, who, told, since=at) for told in log]
    return [
        early | late if told is storing else early - {201} | late
        for told, early, late in zip(log, before, after, strict=True)
    ]


def possible(
    model: Model, who: str, told: Told, since: int | None = None, until: int | None = None
) -> set[int]:
    """What the model as it is may say to this request, in that part of the time that it took."""
    sent, received = told.sent - EARLY_MS - APART_MS, told.received + APART_MS
    sent = sent if since is None else max(sent, since)
    received = received if until is None else min(received, until)
    if sent > received:
        return set()
    return model.may_say(who, model.turns[0], told.value, sent, received)


def acknowledged(log: Iterable[Told], right: frozenset[str]) -> Given | None:
    """The answer that the receipts speak of, if there are any; all of them speak of the same."""
    receipts = [told for told in log if told.status in RECEIPTS]
    spoken_of = {(told.value, told.body["elapsed_ms"]) for told in receipts}
    assert len(spoken_of) <= 1, log
    return next((Given(value, ms, value in right) for value, ms in spoken_of), None)


def stored_by(log: Iterable[Told], given: Given, at: int) -> Told:
    """The request that brought the answer at that instant: it was told 201, or nothing certain.

    What was never answered may have arrived long after its sender gave it up.
    """
    new = [told for told in log if told.status == 201]
    assert len(new) <= 1, log
    brought = [
        told
        for told in new or log
        if told.status in {201} | UNKNOWN
        and told.value == given.value
        and told.sent - EARLY_MS - APART_MS <= at
        and (told.status == SILENCE or at <= told.received + APART_MS)
    ]
    assert brought, ("Nobody can have brought this answer at this instant.", at, given, log)
    return brought[0]
