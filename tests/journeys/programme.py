"""What is played in the evening, who answers what, and the points counted by hand.

The preset is *accuracy*: the points are 1000 × weight × credit, rounded half up to 1 %, at any
speed. Only *number* is voided at the end, so its points are seen once and then gone.
"""

from dataclasses import dataclass
from typing import Any

from quiz.i18n.localized import Localized

AMELIE, QING, BASILE, LENA = "Amélie", "小青", "Basile", "Léna"
SECONDS = 40


@dataclass(frozen=True)
class Plan:
    """A question, and what each of the four answers: texts of choices, or what is typed."""

    kind: str
    prompt: Localized
    choices: tuple[Localized, ...]
    key: dict[str, Any]
    weight: int
    answers: dict[str, tuple[str, ...]]
    points: dict[str, int]

    def columns(self) -> dict[str, Any]:
        """The columns of its row in the bank."""
        return {
            "kind": self.kind,
            "prompt": self.prompt,
            "choices": self.choices,
            "key": self.key,
            "weight": self.weight,
            "seconds": SECONDS,
            "explanation": Localized(
                "Le céladon doit sa couleur au fer de la couverte.", "青瓷的颜色来自釉中的铁。"
            ),
            "object_title": Localized("Coupe à décor de lotus", "莲瓣纹碗"),
            "maker": "Longquan",
            "date": "1127–1279",
            "inventory_no": "C.25-1935",
            "credit": "Musée de la céramique",
            "source_url": "https://collections.example/c25",
        }


def both(*pairs: tuple[str, str]) -> tuple[Localized, ...]:
    """Choices from pairs of French and Chinese."""
    return tuple(Localized(*pair) for pair in pairs)


TRUE_FALSE = Plan(
    "true_false",
    Localized("Le céladon est une porcelaine bleue.", "青瓷是蓝色的瓷器。"),
    both(("Vrai", "对"), ("Faux", "错")),
    {"right": [2]},
    1,
    {AMELIE: ("Faux",), QING: ("对",), BASILE: ("Faux",)},
    {AMELIE: 1000, QING: 0, BASILE: 1000},
)
POLL = Plan(
    "poll",
    Localized("Quel objet verriez-vous chez vous ?", "您最想把哪件带回家？"),
    both(("Le bol", "碗"), ("Le vase", "瓶"), ("La théière", "茶壶")),
    {},
    0,
    {AMELIE: ("Le vase",), QING: ("碗",), BASILE: ("Le vase",)},
    {AMELIE: 0, QING: 0, BASILE: 0},
)
SINGLE = Plan(
    "single",
    Localized("Où les plus beaux céladons furent-ils cuits ?", "最美的青瓷产自哪里？"),
    both(
        ("À Longquan", "龙泉"),
        ("À Sèvres", "塞夫尔"),
        ("À Meissen", "迈森"),
        ("À Delft", "代尔夫特"),
    ),
    {"right": [1]},
    2,
    {AMELIE: ("À Sèvres",), QING: ("龙泉",), LENA: ("À Longquan",)},
    {AMELIE: 0, QING: 2000, BASILE: 0, LENA: 2000},
)
# Three of five are right: two of them are 2/3, one wrong with two right 2/3 − 1/2, and so on.
MULTIPLE = Plan(
    "multiple",
    Localized("Que contient la pâte d’une porcelaine ?", "瓷土里有什么？"),
    both(
        ("Du kaolin", "高岭土"),
        ("Du quartz", "石英"),
        ("Du feldspath", "长石"),
        ("Du cuivre", "铜"),
        ("De la cire", "蜡"),
    ),
    {"right": [1, 2, 3]},
    1,
    {
        AMELIE: ("Du kaolin", "Du quartz"),
        QING: ("高岭土", "石英", "长石"),
        BASILE: ("Du kaolin", "Du quartz", "Du cuivre"),
        LENA: ("Du kaolin", "Du cuivre", "De la cire"),
    },
    {AMELIE: 670, QING: 1000, BASILE: 170, LENA: 0},
)
# Six pairs: one out of order leaves 2 · 5/6 − 1 = 2/3, two leave 1/3, all six nothing.
ORDER = Plan(
    "order",
    Localized("Classez ces dynasties, de la première à la dernière.", "请按时间顺序排列这些朝代。"),
    both(("Tang", "唐"), ("Song", "宋"), ("Ming", "明"), ("Qing", "清")),
    {},
    1,
    {
        AMELIE: ("Tang", "Song", "Ming", "Qing"),
        QING: ("宋", "唐", "明", "清"),
        BASILE: ("Qing", "Ming", "Song", "Tang"),
        LENA: ("Song", "Tang", "Qing", "Ming"),
    },
    {AMELIE: 1000, QING: 670, BASILE: 0, LENA: 330},
)
# 15 away with a tolerance of 20 leaves a quarter, rounded to 250.
NUMBER = Plan(
    "number",
    Localized("En quelle année la manufacture ouvrit-elle ?", "这座瓷厂哪一年开办？"),
    (),
    {"value": "1740", "tolerance": "20"},
    1,
    {AMELIE: ("1740",), QING: ("1750",), LENA: ("1755",)},
    {AMELIE: 1000, QING: 500, BASILE: 0, LENA: 250},
)
TEXT = Plan(
    "text",
    Localized("De quelle matière est ce bol ?", "这只碗是什么材质？"),
    (),
    {"forms": ["porcelaine", "瓷器"]},
    3,
    {AMELIE: ("Porcelaine",), QING: ("玻璃",), BASILE: ("la porcelaine",), LENA: ("瓷器",)},
    {AMELIE: 3000, QING: 0, BASILE: 3000, LENA: 3000},
)
PROGRAMME = (TRUE_FALSE, POLL, SINGLE, MULTIPLE, ORDER, NUMBER, TEXT)

# 1000 + 0 + 0 + 670 + 1000 + 3000, and so on down.
FINAL = {AMELIE: 5670, LENA: 5330, BASILE: 4170, QING: 3670}
