"""The studio's picture: its blueprint, with every page that belongs to it."""

from quiz.web.overlay import views
from quiz.web.overlay.blueprint import overlay

# Importing a file of views opens its pages.
PAGES = (views,)
SCREEN = overlay
