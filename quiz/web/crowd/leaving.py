"""Giving a seat up: by who has it, or by a page whose browser refused the seat's cookies."""

from flask import Flask
from sqlalchemy import ColumnElement, and_

from quiz.database import writing
from quiz.extensions import db
from quiz.game.actions.crowd import let_go
from quiz.game.actions.play import hash_pass
from quiz.game.models import Player
from quiz.live.runtime import Runtime
from quiz.live.snapshot import Snapshot
from quiz.web.crowd.cookies import KEY_LASTS_MS, PASS, Token, pass_of_key
from quiz.web.crowd.player import refuse_banned


def give_up_seat(app: Flask, known: Snapshot, token: Token | None, key: str) -> None:
    """Let the player of the token go, else the one who joined with that key just now, if any."""
    desk: Runtime = app.extensions["runtime"]
    who: ColumnElement[bool]
    if token is not None:
        refuse_banned(known, token.player_id)
        who = Player.id == token.player_id
    elif PASS.fullmatch(key):
        pass_ = pass_of_key(desk.around.secret, known.facts, key)
        since = desk.clock.now() - KEY_LASTS_MS
        who = and_(Player.pass_hash == hash_pass(pass_), Player.joined_at >= since)
    else:
        return
    with app.app_context():
        remove_player(known.facts.id, who, desk.clock.now())
        db.session.remove()


def remove_player(event_id: int, who: ColumnElement[bool], now: int) -> None:
    """Let a player of the event go, and commit."""
    with writing():
        let_go(event_id, who, now)
        db.session.commit()
