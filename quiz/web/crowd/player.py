"""What the lane and the pages without JavaScript do alike for one viewer."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from quiz.errors import Forbidden, Invalid, NotFound, QuizError, Unavailable
from quiz.events.facts import ChannelFacts, EventFacts, RoundFacts
from quiz.events.rules import is_counting
from quiz.game.actions.play import Receipt, Seat, answer, join, read_answer
from quiz.game.clusters import Marks, marks_of
from quiz.game.ledger.entries import Seated
from quiz.game.nicknames import check, is_suggested
from quiz.game.reserved import refuse_reserved
from quiz.game.rules import Verdict
from quiz.leaderboard.rules import BoardFacts
from quiz.live.desk import Desk
from quiz.live.own import Mine, me
from quiz.live.pulse import pulse
from quiz.live.snapshot import Known
from quiz.networks import network_of
from quiz.waiting import apart

PASS_COOKIE = "celadon_pass"  # noqa: S105 (a cookie's name)
# Over HTTPS a browser takes a cookie of such a name from this very host alone: no sibling domain
# can plant a pass of its own.
TIED = "__Host-"
PASS = re.compile(r"[0-9a-f]{32}")
YEAR = 31_536_000  # seconds
STATUS = {
    Verdict.ACCEPTED: 201,
    Verdict.REPEATED: 200,
    Verdict.ALREADY_ANSWERED: 409,
    Verdict.TOO_LATE: 410,
    Verdict.TOO_EARLY: 425,
    Verdict.MALFORMED: 422,
    Verdict.AWAY: 503,
}


class Token(NamedTuple):
    """What a browser's cookie says, signed: which player it is, on which channel."""

    player_id: int
    channel_id: int


class Reply(NamedTuple):
    """A status, a JSON body, and the cookies to set (only ever on a 200 or 201)."""

    status: int
    body: Mapping[str, Any]
    cookies: tuple[str, ...] = ()


def pass_cookie(*, https: bool) -> str:
    """The name of the cookie that marks a browser."""
    return f"{TIED}{PASS_COOKIE}" if https else PASS_COOKIE


def token_cookie(code: str, *, https: bool) -> str:
    """The name of the cookie that holds a player's token in that event."""
    return f"{TIED}celadon_{code}" if https else f"celadon_{code}"


def sign(secret: bytes, event: EventFacts, token: Token) -> str:
    """The token as a cookie's value."""
    plain = f"{token.player_id:x}.{token.channel_id:x}"
    return f"{plain}.{_proof(secret, event, plain)}"


def _proof(secret: bytes, event: EventFacts, plain: str) -> str:
    """What only we can say of a token: keyed BLAKE2b, six times as fast here as an HMAC."""
    proof = _begun(secret, event.key).copy()
    proof.update(plain.encode())
    return proof.hexdigest()


@lru_cache(100)
def _begun(secret: bytes, event_key: str) -> "hashlib.blake2b":
    """What the proofs of an event begin with, and a key for tokens alone.

    The key is of the length that BLAKE2b takes, from a secret of any length.
    """
    key = hashlib.blake2b(secret, person=b"token").digest()
    return hashlib.blake2b(f"{event_key}\x1f".encode(), key=key, digest_size=16)


def identify(secret: bytes, said: str, event: EventFacts) -> Token | None:
    """The player that the cookie's value proves, if it does."""
    plain, _, proof = said.rpartition(".")
    if not (said.isascii() and hmac.compare_digest(_proof(secret, event, plain), proof)):
        return None
    player, _, channel = plain.partition(".")
    return Token(int(player, 16), int(channel, 16))


def find_player(secret: bytes, said: str, known: Known) -> Token | None:
    """The player that the cookie's value proves, on the channel where they sit now."""
    token = identify(secret, said, known.facts)
    if token is not None and token.player_id in known.crowd.moved:
        return token._replace(channel_id=known.crowd.moved[token.player_id])
    return token


def find_known(desk: Desk, code: str) -> Known:
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


async def know_again(desk: Desk, known: Known) -> Known:
    """The event as it is now, before a refusal: another process may know more already."""
    if not desk.watch.is_fresh():
        await apart(desk.watch.read_again)
    return find_known(desk, known.facts.code)


def find_round(known: Known, number: str) -> RoundFacts | None:
    """The round that a path names by its number."""
    return known.facts.numbered(int(number)) if number.isdecimal() and len(number) < 7 else None


async def send_answer(
    desk: Desk,
    known: Known,
    token: Token | None,
    number: str,
    sent: Mapping[str, str],
    arrived: int,
) -> Reply:
    """Carry out an answer exactly as the contract orders its refusals."""
    played = find_round(known, number)
    if played is None:
        known = await know_again(desk, known)
        played = find_round(known, number)
    if played is None:
        raise NotFound(_l("There is no such round."))
    if token is None:
        return not_joined()
    if token.player_id in known.crowd.banned:
        raise_banned()
    language = "zh" if sent.get("lang") == "zh" else "fr"
    value = read_answer(played, sent.get("v", ""), language)
    player = (token.player_id, token.channel_id)
    return _receipt(await answer(desk.ledger, desk.reader, played, player, value, arrived))


def _receipt(receipt: Receipt) -> Reply:
    verdict, status = receipt.verdict, STATUS[receipt.verdict]
    if verdict in (Verdict.ACCEPTED, Verdict.REPEATED):
        return Reply(status, {"status": "accepted", "elapsed_ms": receipt.elapsed_ms})
    if verdict is Verdict.ALREADY_ANSWERED:
        return Reply(status, {"status": verdict, "answer": receipt.value})
    if verdict is Verdict.MALFORMED:
        raise Invalid(_l("This answer cannot be kept."))
    if verdict is Verdict.AWAY:
        raise Unavailable(_l("The quiz is catching its breath; ask again."))
    return Reply(status, {"status": verdict})


def marks_in(desk: Desk, known: Known, environ: Mapping[str, Any]) -> Marks:
    """The marks of who sends this request."""
    network = network_of(environ.get("REMOTE_ADDR", ""))
    agent = environ.get("HTTP_USER_AGENT", "")
    return marks_of(desk.around.secret, known.facts.key, network, agent)


async def send_join(
    desk: Desk, known: Known, pass_: str, sent: Mapping[str, str], marks: Marks, *, https: bool
) -> Reply:
    """Seat a browser: 201 for a new player, 200 for one who is there; sets both cookies.

    `pass_` is what its cookie says; what is no pass is replaced.
    """
    channel = find_channel(known.facts, sent.get("channel", ""), public=True)
    language = "zh" if sent.get("lang") == "zh" else "fr"
    nickname = check(sent["nickname"]) if sent.get("nickname", "").strip() else None
    if nickname is not None:
        refuse_reserved(nickname, known.facts.names)
    if known.facts.suggested_names and nickname and not is_suggested(nickname.shown):
        # Whoever is new gets a name of ours, whoever is there keeps theirs.
        nickname = None
    if not PASS.fullmatch(pass_):
        pass_ = secrets.token_hex(16)
    may_move = not is_counting(known.facts.times.last)
    seat = Seat(known.facts.id, channel.id, language, may_move, marks)
    outcome = await join(desk.ledger, seat, pass_, nickname, desk.clock.now(), desk.rng)
    if not isinstance(outcome, Seated):
        raise Unavailable(_l("Many are joining at this moment; ask again."))
    if outcome.player_id in known.crowd.banned:
        raise_banned()
    token = Token(outcome.player_id, outcome.channel_id)
    seated = known.facts.channel_by_id(outcome.channel_id) or channel
    cookies_set = (
        _cookie(pass_cookie(https=https), pass_, https=https),
        _cookie(
            token_cookie(known.facts.code, https=https),
            sign(desk.around.secret, known.facts, token),
            https=https,
        ),
    )
    body = {"nickname": outcome.nickname, "channel": seated.name}
    return Reply(201 if outcome.new else 200, body, cookies_set)


def _cookie(name: str, value: str, *, https: bool) -> str:
    secure = "; Secure" if https else ""
    return f"{name}={value}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax{secure}"


async def send_me(desk: Desk, known: Known, token: Token | None) -> Reply:
    """The contract's `me`: nothing in it is known before the player's channel has seen it."""
    if token is None:
        return not_joined()
    if token.player_id in known.crowd.banned:
        raise_banned()
    sight = known.sight(token.channel_id, desk.clock.now())
    player = await desk.reader.player(token.player_id, sight.wanted)
    if player is None:
        return not_joined()
    revealed = sight.revealed
    board = None if revealed is None else await find_board(desk, known, revealed.times.id)
    return Reply(200, me(token.player_id, Mine(player, sight, board)))


async def find_board(desk: Desk, known: Known, round_id: int | None) -> BoardFacts | None:
    """The board of a counted round, from memory if it was read before."""
    kept = desk.watch.kept_board(known, round_id)
    return kept or await apart(desk.watch.board, known, round_id)


def read_pulse(desk: Desk, known: Known, channel: ChannelFacts) -> dict[str, Any]:
    """The contract's pulse of the channel now."""
    return pulse(desk.around, known, channel, desk.clock.now())


def not_joined() -> Reply:
    """Nobody known is asking."""
    return Reply(401, {"status": "not_joined"})


def raise_banned() -> None:
    """Refuse a player whom the museum has sent away."""
    raise Forbidden(_l("The museum has removed you from this game."))


def refusal(error: QuizError, language: str) -> Reply:
    """An error of ours as a reply, its sentence in the reader's language."""
    names = {404: "not_found", 403: "banned", 503: "away"}
    with force_locale(language):
        status = names.get(error.status, "malformed")
        return Reply(error.status, {"status": status, "message": str(error)})


def to_bytes(body: Mapping[str, Any]) -> bytes:
    """A body as compact JSON, readable as it is."""
    return orjson.dumps(body)
