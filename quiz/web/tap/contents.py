"""The phone that measures a delay: its blueprint, with every page that belongs to it."""

from quiz.web.tap import views  # noqa: F401 (importing a file of views opens its pages)
from quiz.web.tap.blueprint import tap

SCREEN = tap
