"""How templates cite a museum's object: its title, and what may be done with it."""

from collections.abc import Iterable

from flask import Flask

from quiz.bank.citation import Citation, CitedObject, chinese_title
from quiz.bank.rules import picture_key, picture_name
from quiz.i18n.localized import Localized
from quiz.objects.models import MuseumObject
from quiz.objects.queries import find_object, object_words
from quiz.objects.rights import rights_name, rights_uri
from quiz.objects.rules import ObjectWords
from quiz.web.language import local


def bind_citing(app: Flask) -> None:
    """Let the templates of `app` cite objects."""
    for filter_ in (rights_link, rights_words, title_of_object):
        app.add_template_filter(filter_)


def title_of_object(title: Localized, maker: Localized, language: str) -> str:
    """The title as that language writes it: in Chinese the title of a work in its marks."""
    if language != "zh" or "zh" in title.missing():
        return local(title, language)
    return local(Localized(title.fr, chinese_title(title.zh, maker.zh)), language)


def rights_words(rights: str) -> Localized:
    """The statement by its usual name, or the words that stand there instead of one."""
    return rights_name(rights) or Localized(rights, rights)


def rights_link(rights: str) -> str:
    """The statement's own address; nothing for words."""
    return rights_uri(rights)


def citations_by_object(numbers: Iterable[int | None]) -> dict[int, Citation]:
    """What questions copy of these objects, by their numbers; nothing of those that are gone."""
    found = (find_object(number) for number in set(numbers))
    return {kept.id: citation_by(kept) for kept in found if kept is not None}


def citation_by(kept: MuseumObject) -> Citation:
    """What questions copy of an object, under the names that they give it."""
    words = object_words(kept)
    return Citation(
        object_title=words.title,
        maker=words.maker,
        date=words.date,
        place=words.place,
        material=words.material,
        inventory_no=words.inventory_no,
        institution=words.institution,
        credit=words.credit,
        rights=words.rights,
        manifest=words.manifest,
        object_picture=picture_name(words.picture) if words.picture else "",
    )


def words_by(cited: CitedObject) -> ObjectWords:
    """What an object says whose words questions have copied."""
    words = cited.citation
    return ObjectWords(
        title=words.object_title,
        maker=words.maker,
        date=words.date,
        place=words.place,
        material=words.material,
        inventory_no=words.inventory_no,
        institution=words.institution,
        credit=words.credit,
        rights=words.rights,
        page=cited.page,
        manifest=words.manifest,
        picture=picture_key(words.object_picture),
    )
