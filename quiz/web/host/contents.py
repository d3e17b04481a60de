"""The host's console: its blueprint, with every page that belongs to it."""

from quiz.web.host import (  # noqa: F401 (importing a file of views opens its pages)
    corrections,
    crowd,
    delays,
    links,
    loader,
    names,
    pilots,
    rehearsal,
    remotes,
    renaming,
    show,
    simulated_delays,
    simulation,
    typed_answers,
    views,
)
from quiz.web.host.blueprint import host

SCREEN = host
