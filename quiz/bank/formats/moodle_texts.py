"""What Moodle calls its kinds of question, and its categories."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

# The folders above every category, and those that Moodle makes by itself.
WITHOUT_MEANING = frozenset(("", "top", "$course$", "$system$", "$module$", "$cat1$"))
USUAL = ("Default for ", "Défaut pour ", "Défaut pour", "默认")
# Moodle's kinds of question that we do not have, by the names in its files.
KINDS: dict[str, LazyString] = {
    "essay": _l("essay"),
    "matching": _l("matching"),
    "match": _l("matching"),
    "randomsamatch": _l("random matching"),
    "multianswer": _l("embedded answers"),
    "cloze": _l("embedded answers"),
    "numerical": _l("numerical"),
    "calculated": _l("calculated"),
    "calculatedsimple": _l("calculated, simple"),
    "calculatedmulti": _l("calculated, with choices"),
    "ddwtos": _l("drag words into a text"),
    "ddmarker": _l("drag markers onto a picture"),
    "ddimageortext": _l("drag and drop onto a picture"),
    "gapselect": _l("select missing words"),
}


def kind_name(name: str) -> LazyString | str:
    """What Moodle calls a kind, for people; the bare name of one of an extension."""
    return KINDS.get(name, name)


def category_tag(path: str) -> str:
    """The tag for a category such as `$course$/top/Peinture/Rubens`: its last folder."""
    folders = [part.strip() for part in path.replace("//", "\0").split("/")]
    last = folders[-1].replace("\0", "/") if folders else ""
    is_usual = last.casefold() in WITHOUT_MEANING or last.startswith(USUAL)
    return "" if is_usual else last.replace("|", " ").strip()
