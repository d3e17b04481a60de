"""The phone that takes a few steps: its blueprint, with every page that belongs to it."""

from quiz.web.remote import views  # noqa: F401 (importing a file of views opens its pages)
from quiz.web.remote.blueprint import remote

SCREEN = remote
