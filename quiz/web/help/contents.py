"""Help: its blueprint, with every page that belongs to it."""

from quiz.web.help import views  # noqa: F401 (importing a file of views opens its pages)
from quiz.web.help.blueprint import help_pages

SCREEN = help_pages
