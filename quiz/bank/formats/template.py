"""The empty sheet that a curator begins with: our columns, and two questions that show how."""

from quiz.bank.formats.own_workbook import KnownDraft, write_bank
from quiz.bank.kinds.number import Number
from quiz.bank.kinds.single import Single
from quiz.bank.rules import Draft
from quiz.i18n.localized import Localized

EXAMPLES = (
    Draft(
        kind=Single.name,
        prompt=Localized(
            "Quel nom porte ce vase à épaules rondes et à col étroit ?",
            "这种圆肩小口的瓶子叫什么？",
        ),
        choices=(
            Localized("le vase meiping", "梅瓶"),
            Localized("la bouteille yuhuchun", "玉壶春瓶"),
            Localized("le vase double gourde", "葫芦瓶"),
        ),
        key={"right": [1]},
        seconds=30,
        explanation=Localized(
            "Le meiping, « vase à prunus », servait d’abord à garder le vin.",
            "梅瓶最初用来盛酒，后来也用于插梅。",
        ),
        tags=("formes",),
    ),
    Draft(
        kind=Number.name,
        prompt=Localized(
            "À quelle température, en degrés, cuit-on un céladon ?",
            "烧制青瓷需要多少摄氏度？",
        ),
        key={"value": "1250", "tolerance": "150"},
        seconds=40,
        tags=("cuisson",),
    ),
)


def write_template(language: str) -> bytes:
    """The workbook to be filled in, its heads in `language`."""
    return write_bank([KnownDraft(draft) for draft in EXAMPLES], language)
