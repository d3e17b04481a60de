"""What may be done with a picture or a text: statements of rights, by their address. Pure.

Creative Commons' licences and marks (creativecommons.org), and RightsStatements.org's twelve.
"""

import re

from quiz.i18n.localized import Localized

# Which address is one of which: the last part in small letters, a version where there is one.
CREATIVE = re.compile(
    r"^https?://(?:www\.)?creativecommons\.org/(licenses|publicdomain)/([a-z+-]+)(?:/([0-9.]+))?",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    r"^https?://(?:www\.)?rightsstatements\.org/(?:vocab|page)/([A-Za-z-]+)", re.IGNORECASE
)
LICENCES = {"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"}
LATEST = "4.0"
MARKS = {
    "zero": Localized("CC0 (domaine public)", "CC0（公有领域贡献）"),
    "mark": Localized("Domaine public", "公有领域"),
}
STATEMENTS = {
    "inc": Localized("Protégé par le droit d’auteur", "受著作权保护"),
    "inc-ow-eu": Localized("Protégé, œuvre orpheline (UE)", "受著作权保护（欧盟孤儿作品）"),
    "inc-edu": Localized("Protégé, usage éducatif permis", "受著作权保护，允许教育使用"),
    "inc-nc": Localized("Protégé, usage non commercial permis", "受著作权保护，允许非商业使用"),
    "inc-ruu": Localized("Protégé, ayants droit introuvables", "受著作权保护，权利人无法查明"),
    "noc-cr": Localized("Libre de droits, restrictions contractuelles", "无著作权，受合同限制"),
    "noc-nc": Localized("Libre de droits, usage non commercial", "无著作权，仅限非商业使用"),
    "noc-oklr": Localized(
        "Libre de droits, autres restrictions légales", "无著作权，受其他法律限制"
    ),
    "noc-us": Localized("Libre de droits aux États-Unis", "在美国无著作权"),
    "cne": Localized("Droits non évalués", "著作权状况未评估"),
    "und": Localized("Droits indéterminés", "著作权状况无法确定"),
    "nkc": Localized("Aucun droit connu", "无已知著作权"),
}


def rights_uri(text: str) -> str:
    """The statement's own address, whichever way it was written; nothing for what is none."""
    address = text.strip()
    if found := CREATIVE.match(address):
        family, name, version = found[1].lower(), found[2].lower(), found[3] or ""
        if family == "publicdomain" and name in MARKS:
            return f"http://creativecommons.org/publicdomain/{name}/1.0/"
        if family == "licenses" and name in LICENCES:
            return f"http://creativecommons.org/licenses/{name}/{version or LATEST}/"
    if (found := STATEMENT.match(address)) and found[1].lower() in STATEMENTS:
        return f"http://rightsstatements.org/vocab/{found[1]}/1.0/"
    return ""


def rights_name(uri: str) -> Localized | None:
    """What a statement is usually called in both languages; None for what is none."""
    if found := CREATIVE.match(uri):
        name, version = found[2].lower(), found[3] or ""
        if name in MARKS:
            return MARKS[name]
        if name in LICENCES:
            spoken = f"CC {name.upper()} {version}".strip()
            return Localized(spoken, spoken)
    if found := STATEMENT.match(uri):
        return STATEMENTS.get(found[1].lower())
    return None
