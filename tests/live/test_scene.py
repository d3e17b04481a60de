"""What a scene's view says of an answer in words."""

from dataclasses import replace

from quiz.bank.citation import ObjectView
from quiz.i18n.localized import Localized
from quiz.live.scene import SolutionView

OBJECT = ObjectView(Localized(), "", "", "", "", "", "")
SOLUTION = SolutionView(None, None, ("Kengo Kuma", "Kuma", "隈研吾"), Localized(), OBJECT, 0)


def test_the_accepted_forms_begin_with_the_readers_script() -> None:
    assert SOLUTION.forms_for("fr") == ("Kengo Kuma", "Kuma", "隈研吾")
    assert SOLUTION.forms_for("zh") == ("隈研吾", "Kengo Kuma", "Kuma")
    assert replace(SOLUTION, forms=("V&A",)).forms_for("zh") == ("V&A",)
