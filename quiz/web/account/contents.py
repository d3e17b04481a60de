"""Accounts of staff: the blueprint, with every page that belongs to it."""

from quiz.web.account import staff, views  # noqa: F401 (importing a file of views opens its pages)
from quiz.web.account.blueprint import account

SCREEN = account
