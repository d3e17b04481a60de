"""The presenter's screen: its blueprint, with every page that belongs to it."""

from quiz.web.prompter import views  # noqa: F401 (importing a file of views opens its pages)
from quiz.web.prompter.blueprint import prompter

SCREEN = prompter
