"""The pictures of help: screens of the demo, taken by `tests/journeys/test_help_pictures.py`."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class HelpPicture:
    """A screen, so many pixels wide and high, and what is seen on it."""

    name: str
    width: int
    height: int
    alt: LazyString
    speaks_both: bool = False

    def file(self, language: str) -> str:
        """Its file among the static ones; one for both languages where it shows both at once."""
        return f"img/help/{self.name}{'' if self.speaks_both else f'-{language}'}.png"


ALL = (
    HelpPicture(
        "question",
        390,
        720,
        _l(
            "A phone while a question is open: the nickname and the score at the top, the number "
            "of the question with the seconds left, the question, and four answers, each a row "
            "with a letter and a shape."
        ),
    ),
    HelpPicture(
        "reveal",
        390,
        720,
        _l(
            "The same phone at the reveal: whether the answer was right, the points it brought, "
            "and the right answer marked among the four."
        ),
    ),
    HelpPicture(
        "console",
        1280,
        800,
        _l(
            "The console while a question is open: the clock with the line about the answer "
            "beside it, the large button and the small ones, the question in both languages with "
            "its key, the channels with what each of them sees, and the run of show."
        ),
    ),
    HelpPicture(
        "overlay",
        960,
        540,
        _l(
            "The overlay over the picture: in its lower third the question and its choices in "
            "French and in Chinese, beside them a ring with the seconds that are left."
        ),
        speaks_both=True,
    ),
    HelpPicture(
        "editor",
        1440,
        900,
        _l(
            "The form of a question: French left, Chinese right, beside it the phone in both "
            "languages as it will look, below it the bar that says what each language lacks."
        ),
    ),
    HelpPicture(
        "import",
        1120,
        940,
        _l(
            "The page that looks at a file: how many questions are fine, to be looked at or left "
            "out, and below it each question in both languages with its state and what to mend."
        ),
    ),
    HelpPicture(
        "staff",
        1280,
        600,
        _l(
            "The page of staff: a row for each person with name, role and browsers, and buttons "
            "to make a sign-in link, to sign out everywhere and to deactivate."
        ),
    ),
)
PICTURES = {picture.name: picture for picture in ALL}
