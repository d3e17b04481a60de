"""What a question's form says of the object that it cites."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import Optional

from quiz.objects.models import MuseumObject
from quiz.objects.queries import find_object
from quiz.pictures.models import Picture
from quiz.pictures.queries import find_picture
from quiz.web.admin.forms.museum_object import ObjectFields
from quiz.web.values import whole_number


class CitedFields(ObjectFields):
    """The object that a question cites, and the fields that find one or fill it in."""

    object_id = HiddenField()
    object_picture = HiddenField()
    sought_object = StringField(
        _l("Search among the objects"),
        [Optional()],
        render_kw={"type": "search", "autocomplete": "off", "spellcheck": "false"},
    )
    parts = {"title": "object_title", "page": "source_url"}  # noqa: RUF012 (a constant)
    picture_field = "object_picture"

    # What WTForms makes of the fields above.
    data: dict[str, Any]

    @property
    def cited(self) -> MuseumObject | None:
        """The object that the form names, if there is one."""
        return find_object(whole_number(self.object_id.data))

    @property
    def picture_cited(self) -> Picture | None:
        """The picture of the object, as the form names it."""
        return find_picture(self.words().picture)
