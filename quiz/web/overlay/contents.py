"""The studio's picture: its blueprint, with every page that belongs to it."""

from quiz.web.overlay import (  # noqa: F401 (importing a file of views opens its pages)
    themes,
    views,
)
from quiz.web.overlay.blueprint import overlay

SCREEN = overlay
