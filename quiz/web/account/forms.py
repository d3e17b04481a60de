"""What staff fill in about themselves and one another."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, RadioField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from quiz.accounts.roles import ADMIN, HOST
from quiz.accounts.rules import ADVISED, LONGEST, SHORTEST, password_problem
from quiz.i18n.folding import fold_email

ROLE_NAMES = {HOST: _l("Host"), ADMIN: _l("Admin")}
ADDRESS = Regexp(r"[^@\s]+@[^@\s]+$", message=_l("Please enter an e-mail address."))
CURRENT = {"autocomplete": "current-password", "maxlength": LONGEST}
NEW = {"autocomplete": "new-password", "minlength": SHORTEST, "maxlength": LONGEST}
ADVICE = _l(
    "At least %(least)d characters; %(advised)d or more are better. "
    "A few words that only you would put together are a good choice.",
    least=SHORTEST,
    advised=ADVISED,
)


def typed_address(text: str | None) -> str | None:
    """What was typed as an e-mail address, as such are kept."""
    return fold_email(text) if text else text


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """Who, and the password."""

    email = EmailField(
        _l("E-mail address"),
        [InputRequired(), Length(max=255)],
        filters=[typed_address],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(_l("Password"), [InputRequired()], render_kw=CURRENT)


class PasswordForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """The old password, and a new one."""

    current = PasswordField(_l("Current password"), [InputRequired()], render_kw=CURRENT)
    new = PasswordField(_l("New password"), [InputRequired()], description=ADVICE, render_kw=NEW)

    def __init__(self, about: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about = about

    def validate_new(self, field: Field) -> None:
        """Refuse what others would guess."""
        refuse_weak(field.data, self.about)


class EnrolForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """A new member of staff, by themselves."""

    name = StringField(
        _l("Your name"),
        [InputRequired(), Length(max=120)],
        description=_l("As your colleagues should read it."),
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        _l("E-mail address"),
        [InputRequired(), Length(max=255), ADDRESS],
        description=_l("You sign in with it. We send nothing to it."),
        filters=[typed_address],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(_l("Password"), [InputRequired()], description=ADVICE, render_kw=NEW)

    def __init__(self, museum: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.museum = museum

    @property
    def about(self) -> tuple[str, ...]:
        """What others know of whoever fills this in, and of the museum."""
        return self.name.data or "", self.email.data or "", *self.museum

    def validate_password(self, field: Field) -> None:
        """Refuse what others would guess."""
        refuse_weak(field.data, self.about)


class InviteForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types.
    """Whom to invite, and as what."""

    email = EmailField(
        _l("E-mail address"),
        [Optional(), Length(max=255), ADDRESS],
        description=_l("Optional: it is already filled in when the link is opened."),
        filters=[typed_address],
        render_kw={"autocomplete": "off"},
    )
    role = RadioField(
        _l("Role"),
        choices=[SelectChoice(name, label) for name, label in ROLE_NAMES.items()],
        default=HOST,
    )


def refuse_weak(password: str, about: tuple[str, ...]) -> None:
    """Say in a sentence what is wrong with a new password."""
    if problem := password_problem(password, about):
        raise ValidationError(problem)
