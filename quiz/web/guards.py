"""Who may open a page: every view says so by a decorator, and one that does not opens for nobody.

`@public`     everybody; a form on it carries the token.
`@player`     everybody; the view asks for the player's pass itself. Its page may be the same for
              all and kept by caches, so there is no token: writes from elsewhere are refused.
`@keyed`      everybody; the view asks for what the phone was let in with. Writes from elsewhere are
              refused, as a player's are.
`@signed_in`  all staff.
`@role(HOST)` hosts and admins; a host of named events may open no other one's pages.
`@role(ADMIN)` admins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from quiz.accounts.queries import hosted_events
from quiz.accounts.roles import ADMIN, HOST, is_limited, may_administer, may_host
from quiz.errors import Forbidden
from quiz.events.queries import get_event
from quiz.extensions import csrf
from quiz.web.drafts import page_to_return_to, promise_draft
from quiz.web.failures import wants_json
from quiz.web.security import SAFE_METHODS
from quiz.web.signing import current_user, note_use

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may ask, and whether a write must carry the token."""

    name: str
    allows: Callable[[Any], bool] | None = None
    token: bool = True

    def __call__(self, view: View) -> View:
        """Declare this policy for `view`."""
        view.policy = self  # type: ignore[attr-defined]
        return view


public = Policy("public")
player = Policy("player", token=False)
keyed = Policy("keyed", token=False)
signed_in = Policy("signed in", lambda staff: bool(staff.is_authenticated))
_roles = {HOST: Policy(HOST, may_host), ADMIN: Policy(ADMIN, may_administer)}


def role(name: str) -> Policy:
    """The policy that lets in those who have this role, or a greater one."""
    return _roles[name]


def bind_guards(app: Flask) -> None:
    """Ask every request of `app` for what its view's policy demands."""
    # The token is asked for here, so that players' pages need none.
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    # As long as the sign-in: a console stays open all evening.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # `refuse_foreign_writes` looks at where a request comes from, without needing a referrer.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(enforce)


def policy_of(app: Flask, endpoint: str) -> Policy | None:
    """The declared policy of an endpoint."""
    policy: Policy | None = getattr(app.view_functions[endpoint], "policy", None)
    return policy


def enforce() -> ResponseReturnValue | None:
    """Let the view run, or say why not."""
    if request.endpoint is None:
        return None
    policy = policy_of(current_app, request.endpoint)
    if policy is None:
        raise Forbidden(_l("This page says not who may open it, so nobody may."))
    if policy.allows is not None and not policy.allows(current_user):
        return refuse()
    if policy is _roles[HOST]:
        refuse_other_events()
    if policy.token and request.method not in SAFE_METHODS and tokens_are_on():
        csrf.protect()
    if policy.allows is not None:
        note_use()
    return None


def refuse_other_events() -> None:
    """Refuse a host of named events the pages of any other one."""
    code = (request.view_args or {}).get("code")
    if code is None or not is_limited(current_user):
        return
    event = get_event(code)
    # Who hosts an event rehearses it, too.
    if hosted_events(current_user.id).isdisjoint({event.id, event.original_id}):
        raise Forbidden(_l("You host other events. An admin can name you for this one, too."))


def tokens_are_on() -> bool:
    """False in tests that post without a page."""
    return bool(current_app.config["WTF_CSRF_ENABLED"])


def refuse() -> ResponseReturnValue:
    """Send who is not signed in to sign in, and back; tell who is that this is not for them."""
    if current_user.is_authenticated:
        raise Forbidden(_l("Your role does not allow this. Please ask an admin of your museum."))
    if wants_json():
        abort(401)
    promise_draft()
    return redirect(url_for("account.sign_in", next=page_to_return_to()), 303)
