"""What is played in the evening, who answers what, and the points counted by hand.

The preset is *accuracy*: the points are 1000 × weight × credit, rounded half up to 1 %, at any
speed. Only *number* is voided at the end, so its points are seen once and then gone.
"""

from collections.abc import Mapping
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
    picture: str = ""
    seen_with_question: bool = False

    def columns(self, pictures: Mapping[str, str]) -> dict[str, Any]:
        """The columns of its row in the bank; `pictures` are names of kept ones by their files'."""
        shown = {
            "image": pictures.get(self.picture, ""),
            "image_alt": Localized("Une pièce de céramique.", "一件陶瓷器。"),
        }
        named = [pictures[name] for name in self.key.get("pictures", ())]
        return (shown if self.picture else {}) | {
            "kind": self.kind,
            "prompt": self.prompt,
            "choices": self.choices,
            "key": self.key | ({"pictures": named} if named else {}),
            "weight": self.weight,
            "seconds": SECONDS,
            "picture_with_question": self.seen_with_question,
            "explanation": Localized(
                "Le céladon doit sa couleur au fer de la couverte.", "青瓷的颜色来自釉中的铁。"
            ),
            "object_title": Localized("Coupe à décor de lotus", "莲瓣纹碗"),
            "maker": Localized("Longquan", "龙泉窑"),
            "date": Localized("1127–1279", "南宋（1127–1279）"),
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
# A third of the pairs right leaves a third, rounded to 330.
MATCH = Plan(
    "match",
    Localized("Reliez chaque four à sa spécialité.", "请将窑口与特产配对。"),
    both(
        ("Longquan = céladon", "龙泉＝青瓷"),
        ("Jingdezhen = bleu et blanc", "景德镇＝青花"),
        ("Dehua = blanc de Chine", "德化＝白瓷"),
    ),
    {},
    1,
    {
        AMELIE: ("Longquan=céladon", "Jingdezhen=bleu et blanc", "Dehua=blanc de Chine"),
        QING: ("龙泉=青瓷", "景德镇=白瓷", "德化=青花"),
        BASILE: ("Longquan=bleu et blanc", "Jingdezhen=blanc de Chine", "Dehua=céladon"),
        LENA: ("Dehua=blanc de Chine", "Jingdezhen=bleu et blanc", "Longquan=céladon"),
    },
    {AMELIE: 1000, QING: 330, BASILE: 0, LENA: 1000},
)
HOTSPOT = Plan(
    "hotspot",
    Localized("Où la couverte est-elle la plus mince ?", "哪里的釉层最薄？"),
    both(("Le bord", "口沿"), ("La panse", "腹部"), ("Le pied", "足端")),
    {"right": [2], "regions": [[430, 290, 140, 60], [470, 520, 60, 210], [640, 800, 70, 60]]},
    1,
    {AMELIE: ("La panse",), QING: ("口沿",), BASILE: ("La panse",), LENA: ("Le pied",)},
    {AMELIE: 1000, QING: 0, BASILE: 1000, LENA: 0},
    picture="li.jpg",
)
PICTURE = Plan(
    "picture",
    Localized("Lequel est un meiping ?", "哪一件是梅瓶？"),
    both(
        ("Épaules larges", "丰肩"),
        ("Panse en poire", "垂腹"),
        ("Corps carré", "方身"),
    ),
    {"right": [1], "pictures": ["meiping.jpg", "yuhuchunping.jpg", "cong.jpg"]},
    1,
    {
        AMELIE: ("Corps carré",),
        QING: ("丰肩",),
        BASILE: ("Épaules larges",),
        LENA: ("Épaules larges",),
    },
    {AMELIE: 0, QING: 1000, BASILE: 1000, LENA: 1000},
    seen_with_question=True,
)
SCALE = Plan(
    "scale",
    Localized("Ce bol vous plaît-il ?", "您喜欢这只碗吗？"),
    both(("Pas du tout", "完全不"), ("Beaucoup", "非常")),
    {},
    0,
    {AMELIE: ("4",), QING: ("5",), BASILE: ("1",), LENA: ("3",)},
    {AMELIE: 0, QING: 0, BASILE: 0, LENA: 0},
)
CLOUD = Plan(
    "cloud",
    Localized("À quoi vous fait penser ce vert ?", "这种绿色让您想到什么？"),
    (),
    {},
    0,
    {AMELIE: ("jade", "étang"), QING: ("雨过天青",), BASILE: ("Jade",), LENA: ("calme", "mer")},
    {AMELIE: 0, QING: 0, BASILE: 0, LENA: 0},
)
PROGRAMME = (
    *(TRUE_FALSE, POLL, SINGLE, MULTIPLE, ORDER, NUMBER),
    *(MATCH, HOTSPOT, PICTURE, SCALE, CLOUD, TEXT),
)

# 1000 + 0 + 0 + 670 + 1000 + 1000 + 1000 + 0 + 3000, and so on down.
FINAL = {AMELIE: 7670, LENA: 7330, BASILE: 6170, QING: 5000}
