"""Pages of words for viewers."""

from flask import render_template
from flask.typing import ResponseReturnValue

from quiz.web.guards import player
from quiz.web.play.blueprint import play


@play.get("/<language:lang>/privacy")
@player
def privacy() -> ResponseReturnValue:
    """What is kept of a player, for how long, and how to have it forgotten."""
    return render_template("play/privacy.html")


@play.get("/<language:lang>/accessibility")
@player
def accessibility() -> ResponseReturnValue:
    """How the quiz can be played, and what is not reached yet."""
    return render_template("play/accessibility.html")
