"""True or false: two choices that keep their order."""

from random import Random

from flask_babel import lazy_gettext as _l

from quiz.bank.kinds.single import Single
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized


class TrueFalse(Single):
    """Two choices, shown as written: people look for “true” first."""

    name = "true_false"
    label = _l("True or false")
    names = (
        *("vrai ou faux", "vrai/faux", "vrai faux", "v/f"),
        *("判断", "判断题", "对错", "对错题", "是非题", "正误题"),
        *("true or false", "true/false"),
    )
    most_choices = 2
    no_such_choice = _l(
        "“Right answer” must be true or false: write V or F, 对 or 错, or 1 or 2 for the first or"
        " the second choice."
    )
    usual_choices = (Localized("Vrai", "对"), Localized("Faux", "错"))

    def dealt(self, draft: Draft, rng: Random) -> list[int]:  # noqa: ARG002 (the interface names it)
        return list(range(len(draft.choices)))
