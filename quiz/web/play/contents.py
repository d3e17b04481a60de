"""What viewers open without an event loop: its blueprint, with every page that belongs to it."""

from quiz.web.play import about, rehearsal, views  # noqa: F401 (importing a file of views opens its pages)
from quiz.web.play.blueprint import play

SCREEN = play
