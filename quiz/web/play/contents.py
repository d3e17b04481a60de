"""What viewers open without an event loop: its blueprint, with every page that belongs to it."""

from quiz.web.play import views
from quiz.web.play.blueprint import play

# Importing a file of views opens its pages.
PAGES = (views,)
SCREEN = play
