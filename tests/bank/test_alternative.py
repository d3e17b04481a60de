"""A picture's description that holds the right answer is said to its author, in each language."""

import pytest

from quiz.bank.kinds.registry import cautions
from quiz.bank.rules import picture_name
from quiz.i18n.localized import Localized
from tests.bank.drafts import make_draft


@pytest.mark.parametrize(
    ("values", "alt", "languages"),
    [
        ({}, Localized("Un objet en porcelaine", "一件瓷器"), []),
        ({}, Localized("On voit le VASE 2 de face", "正面是花瓶"), ["fr"]),
        ({}, Localized("", ""), []),
        (
            {"kind": "text", "choices": (), "key": {"forms": ["隈研吾", "Kengo Kuma"]}},
            Localized("Le musée que dessina Kengo Kuma", "隈研吾设计的博物馆"),
            ["fr", "zh"],
        ),
        (
            {"kind": "number", "choices": (), "key": {"value": "1852", "tolerance": "0"}},
            Localized("La façade porte 1852", "建筑外观"),
            ["fr"],
        ),
    ],
)
def test_a_description_tells_nothing(
    values: dict[str, object], alt: Localized, languages: list[str]
) -> None:
    choices = tuple(Localized(f"le vase {n}", f"第{n}件花瓶") for n in range(1, 5))
    known = {"choices": choices, "key": {"right": [2]}} | values
    draft = make_draft(image=picture_name("a" * 32), image_alt=alt, **known)
    found = [problem for problem in cautions(draft) if problem.field == "image_alt"]
    assert [problem.language for problem in found] == languages
