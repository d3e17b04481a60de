"""The host's console: its blueprint, with every page that belongs to it."""

from quiz.web.host import crowd, loader, show, views
from quiz.web.host.blueprint import host

# Importing a file of views opens its pages.
PAGES = (
    crowd,
    loader,
    show,
    views,
)
SCREEN = host
