"""Accounts of staff: the blueprint, with every page that belongs to it."""

from quiz.web.account import staff, views
from quiz.web.account.blueprint import account

# Importing a file of views opens its pages.
PAGES = (
    staff,
    views,
)
SCREEN = account
