"""Accounts of staff: the blueprint, with every page that belongs to it."""

from quiz.web.account import (  # noqa: F401 (importing a file of views opens its pages)
    enrolment,
    hosting,
    own,
    session,
    staff,
)
from quiz.web.account.blueprint import account

SCREEN = account
