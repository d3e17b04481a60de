"""An account is found by its e-mail address, however a keyboard composes it."""

import pytest
from flask import Flask

from quiz.accounts import queries
from quiz.accounts.actions import invitations
from quiz.accounts.rules import account_key
from quiz.errors import Conflict


@pytest.mark.parametrize(
    "typed", ["zoé@musée.fr", "ZOÉ@MUSÉE.FR", "zoe\u0301@muse\u0301e.fr", " ｚｏé＠musée。fr\u200b"]
)
def test_one_address_is_one_account(app: Flask, typed: str) -> None:
    token = invitations.invite("console", "host")
    staff = invitations.enrol(token, "Zoé", "Zoe\u0301@Musée.fr", "$hash", "fr")
    assert staff.email == "zo\u00e9@mus\u00e9e.fr"
    assert queries.find_staff(typed) is staff
    assert account_key(typed) == account_key("zoé@musée.fr")
    with pytest.raises(Conflict):
        invitations.enrol(invitations.invite("console", "host"), "Zoé", typed, "$hash", "fr")
