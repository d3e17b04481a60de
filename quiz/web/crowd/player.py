"""What a viewer does, whoever asks for it, a phone's script or a page: join, answer, ask for `me`.

What happened is returned as a value; what is forbidden or not there raises a `QuizError`.
"""

import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.registry import kind_of
from quiz.capacity.strain import Strain
from quiz.errors import (
    Ambiguous,
    Forbidden,
    Full,
    Invalid,
    NameRefused,
    NotFound,
    Queued,
    Unavailable,
    Uninvited,
)
from quiz.events.facts import ChannelFacts, EventFacts, RoundFacts
from quiz.events.pace import most_players
from quiz.events.rules import is_counting
from quiz.game.actions.play import Receipt, Seat, answer, join, read_answer
from quiz.game.clusters import Marks, marks_of
from quiz.game.ledger.entries import Fate, Seated
from quiz.game.nicknames import Nickname, check_nickname, is_suggested, suggest
from quiz.game.reserved import refuse_reserved
from quiz.game.rules import Arrival, Verdict, settle_stamp
from quiz.leaderboard.rules import BoardFacts
from quiz.live.me import Mine
from quiz.live.pulse import pulse
from quiz.live.runtime import Runtime
from quiz.live.snapshot import Snapshot
from quiz.networks import network_of
from quiz.waiting import in_thread
from quiz.web.crowd.cookies import (
    KEY_LASTS_MS,
    PASS,
    Token,
    identify,
    may_rehearse,
    pass_of_key,
    rehearsal_cookie,
    token_cookie,
)
from quiz.web.crowd.http import ANSWER, SEVERAL, Environ, cookie
from quiz.web.crowd.verdicts import WORDINGS

REHEARSED = _l(
    "The museum is rehearsing here, and only its own people take part. The quiz itself has another "
    "address: the museum announces it."
)
MANY = _l("Many are joining at this moment; ask again.")


class Joined(NamedTuple):
    """A browser that has a seat: what its two cookies say, its name, and its channel's."""

    is_new: bool
    pass_: str
    token: Token
    nickname: str
    channel: str


def find_player(secret: bytes, cookie: str, known: Snapshot) -> Token | None:
    """The player that the cookie's value proves, on the channel where they sit now."""
    token = identify(secret, cookie, known.facts)
    if token is not None and token.player_id in known.crowd.moved:
        return token._replace(channel_id=known.crowd.moved[token.player_id])
    return token


def find_seated(secret: bytes, environ: Environ, known: Snapshot, *, https: bool) -> Token | None:
    """The player whose cookie a request carries.

    The cookie is called after the event's code, or after one that the event had at the joining.
    """
    value = cookie(environ, token_cookie(known.facts.code, https=https))
    token = find_player(secret, value, known)
    if token is None:
        for code in known.facts.aliases:
            value = cookie(environ, token_cookie(code, https=https))
            token = token or find_player(secret, value, known)
    return token


def find_known(desk: Runtime, code: str) -> Snapshot:
    """The event of that join code from memory, or NotFound."""
    known = desk.watch.event(code)
    if known is None:
        raise NotFound(_l("There is no event with this code."))
    return known


def find_channel(event: EventFacts, name: str, *, public: bool = False) -> ChannelFacts:
    """The channel of that name, or NotFound; the overlay's is found unless `public`."""
    channel = event.public_channel(name) if public else event.channel(name)
    if channel is None:
        raise NotFound(_l("There is no such channel."))
    return channel


async def know_again(desk: Runtime, known: Snapshot) -> Snapshot:
    """The event as it is now, before a refusal: another process may know more already."""
    if not desk.watch.is_fresh():
        await in_thread(desk.watch.read_again)
    return find_known(desk, known.facts.code)


def known_round(known: Snapshot, number: str) -> RoundFacts | None:
    """The round that a path names by its number."""
    return known.facts.numbered(int(number)) if number.isdecimal() and len(number) < 7 else None


async def give_answer(
    desk: Runtime,
    known: Snapshot,
    token: Token | None,
    number: str,
    sent: Mapping[str, str],
    arrived: Arrival,
) -> Receipt:
    """Carry out an answer exactly as the contract orders its refusals."""
    played = known_round(known, number)
    if played is None:
        known = await know_again(desk, known)
        played = known_round(known, number)
    if played is None:
        raise NotFound(WORDINGS[Verdict.NOT_FOUND].sentence)
    if token is None:
        return Receipt(Verdict.NOT_JOINED)
    refuse_banned(known, token.player_id)
    language = "zh" if sent.get("lang") == "zh" else "fr"
    try:
        raw = sent_answer(played, sent)
        value = read_answer(played, raw, language, sent.get("plain") == "1")
    except Ambiguous as unclear:
        return Receipt(Verdict.AMBIGUOUS, readings=unclear.readings)
    arrived = settle_stamp(arrived, played.times)
    desk.lag.note(arrived.waited_ms)
    desk.line.note_answer(arrived.waited_ms)
    player = (token.player_id, token.channel_id)
    return await answer(desk.ledger, desk.reader, played, player, value, arrived)


def sent_answer(played: RoundFacts, sent: Mapping[str, str]) -> str:
    """The answer as it was sent: its first value, or all of them where its kind takes several."""
    if SEVERAL in sent and kind_of(played.content).takes_texts:
        return sent[SEVERAL]
    return sent.get(ANSWER, "")


class Caller(NamedTuple):
    """Who wants to join: the marks of their network and browser, and whether they may rehearse."""

    marks: Marks
    rehearses: bool = False


def find_caller(desk: Runtime, known: Snapshot, environ: Environ, *, https: bool) -> Caller:
    """Who sends this request."""
    secret, key = desk.around.secret, known.facts.key
    network = network_of(environ.get("REMOTE_ADDR", ""))
    marks = marks_of(secret, key, network, environ.get("HTTP_USER_AGENT", ""))
    token = cookie(environ, rehearsal_cookie(https=https))
    return Caller(marks, may_rehearse(secret, key, token))


async def take_seat(
    desk: Runtime, known: Snapshot, pass_: str, sent: Mapping[str, str], caller: Caller
) -> Joined:
    """Seat a browser, or move and rename who sits already.

    `pass_` is what its cookie says; what is no pass is replaced. A browser without one that sends
    the same key within ten minutes, since an answer was lost, is the same player.
    """
    channel = find_channel(known.facts, sent.get("channel", ""), public=True)
    if known.facts.is_rehearsal and not caller.rehearses:
        raise Uninvited(REHEARSED)
    if desk.line.strain >= Strain.JOINS and not PASS.fullmatch(pass_):
        raise Queued(MANY)
    language = "zh" if sent.get("lang") == "zh" else "fr"
    try:
        nickname = chosen_name(known.facts, sent.get("nickname", ""), desk.watch.museum_words)
    except Invalid as refusal:
        raise NameRefused(refusal.message, suggest(language, desk.rng)) from None
    now, key, since = desk.clock.now(), sent.get("key", ""), 0
    if not PASS.fullmatch(pass_) and PASS.fullmatch(key):
        pass_ = pass_of_key(desk.around.secret, known.facts, key)
        since = now - KEY_LASTS_MS
    elif not PASS.fullmatch(pass_):
        pass_ = secrets.token_hex(16)
    may_move = not is_counting(known.facts.times.last)
    is_full = known.crowd.players >= most_players(known.crowd.load.capacity)
    place = known.facts.id, channel.id, language, may_move
    seat = Seat(*place, caller.marks, since, is_full, caller.rehearses)
    outcome = await join(desk.ledger, seat, pass_, nickname, now, desk.rng)
    if outcome is Fate.EXPIRED:
        pass_ = secrets.token_hex(16)
        outcome = await join(desk.ledger, seat, pass_, nickname, now, desk.rng)
    if outcome is Fate.FULL:
        raise Full(_l("The quiz is full. Follow it here with us."))
    if not isinstance(outcome, Seated):
        raise Unavailable(MANY)
    refuse_banned(known, outcome.player_id)
    token = Token(outcome.player_id, outcome.channel_id)
    seated = known.facts.channel_by_id(outcome.channel_id) or channel
    return Joined(outcome.new, pass_, token, outcome.nickname, seated.name)


def chosen_name(event: EventFacts, nickname: str, own_words: tuple[str, ...]) -> Nickname | None:
    """The nickname that was typed, if one was and may be chosen; else the player gets ours.

    Where names are suggested only, who is new gets one of ours, and who is there keeps theirs.
    """
    if not nickname.strip():
        return None
    chosen = check_nickname(nickname, own_words)
    refuse_reserved(chosen, event.names, (event.code, *event.aliases))
    return None if event.suggested_names and not is_suggested(chosen.name) else chosen


async def read_mine(desk: Runtime, known: Snapshot, token: Token | None) -> Mine | None:
    """What the player may know of their own, or None for whom nobody knows.

    Nothing in it is known before the player's channel has seen it.
    """
    if token is None:
        return None
    refuse_banned(known, token.player_id)
    sight = known.sight(token.channel_id, desk.clock.now())
    player = await desk.reader.player(token.player_id, sight.wanted)
    if player is None:
        return None
    revealed = sight.revealed
    board = None if revealed is None else await find_board(desk, known, revealed.times.id)
    return Mine(player, sight, board)


async def find_board(desk: Runtime, known: Snapshot, round_id: int | None) -> BoardFacts | None:
    """The board of a counted round, from memory if it was read before."""
    kept = desk.watch.kept_board(known, round_id)
    return kept or await in_thread(desk.watch.board, known, round_id)


def read_pulse(desk: Runtime, known: Snapshot, channel: ChannelFacts) -> dict[str, Any]:
    """The contract's pulse of the channel now."""
    return pulse(desk.around, known, channel, desk.clock.now())


def refuse_banned(known: Snapshot, player_id: int) -> None:
    """Refuse a player whom the museum has sent away."""
    if player_id in known.crowd.banned:
        raise Forbidden(WORDINGS[Verdict.BANNED].sentence)
