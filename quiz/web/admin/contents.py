"""The back office: its blueprint, with every page that belongs to it."""

from quiz.web.admin import (  # noqa: F401 (importing a file of views opens its pages)
    banks,
    binned,
    bulk,
    channels,
    checks,
    downloads,
    event_copies,
    events,
    exports,
    files,
    glossary,
    history,
    import_previews,
    museum_objects,
    museum_words,
    outputs,
    parts,
    pictures,
    players,
    previews,
    questions,
    record,
    rounds,
    search,
    show,
    themes,
    translate,
    undoing,
)
from quiz.web.admin.blueprint import admin

SCREEN = admin
