"""The back office: its blueprint, with every page that belongs to it."""

from quiz.web.admin import (
    banks,
    channels,
    events,
    exports,
    files,
    players,
    questions,
    record,
    rounds,
    show,
)
from quiz.web.admin.blueprint import admin

# Importing a file of views opens its pages.
PAGES = (
    banks,
    channels,
    events,
    exports,
    files,
    players,
    questions,
    record,
    rounds,
    show,
)
SCREEN = admin
