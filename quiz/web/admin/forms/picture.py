"""What staff do with the picture of a question: choose it, frame it, take it away."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField

from quiz.bank.rules import picture_key, picture_name
from quiz.pictures.models import Picture
from quiz.pictures.process import PreparedPicture, prepare_picture, reframe_picture
from quiz.pictures.queries import find_picture, read_master
from quiz.pictures.rules import Focus, Frame, focus_from, frame_from

ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/tiff"


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """A picture in its form: its key, its file's name, its pixels, its frame and focus as text."""

    key: str
    name: str
    width: int
    height: int
    frame: str
    focus: str


class PictureName(HiddenField):  # type: ignore[misc]  # WTForms ships no types.
    """Which picture a form has; in words, its file's name."""

    @property
    def in_words(self) -> str:
        """What the picture is called."""
        known = find_picture(picture_key(self.data or ""))
        return known.name if known else self.data or ""


class PictureFields:
    """The fields of a form that has a picture: what it is called, a new file, how it is framed."""

    image = PictureName(_l("Picture"))
    picture_file = FileField(
        _l("Picture"),
        description=_l("JPEG, PNG, WebP, AVIF or TIFF, up to 25 MB and 50 megapixels."),
        render_kw={"accept": ACCEPT},
    )
    frame = HiddenField()
    focus = HiddenField()
    picture_removed = BooleanField(_l("Remove the picture"))

    # What WTForms makes of the fields above.
    data: dict[str, Any]

    @property
    def picture(self) -> Picture | None:
        """The picture that the form names, if it is here."""
        return find_picture(picture_key(self.image.data or ""))

    def prepared(self) -> PreparedPicture | None:
        """A picture that must be kept before the form is: a new file, or another frame.

        PictureRefused where the file is none.
        """
        frame, focus = frame_from(self.frame.data or ""), focus_from(self.focus.data or "")
        if self.picture_removed.data:
            self.image.data = ""
            return None
        if self.picture_file.data:
            with self.picture_file.data.stream as sent:
                return prepare_picture(sent.read(), frame, focus)
        known = self.picture
        if known is None or not self.frame.data or framing_of(known) == (frame, focus):
            return None
        return reframe_picture(read_master(known.key), frame, focus)

    def frame_before(self) -> tuple[int, ...] | None:
        """How the picture that the form names is framed now; None where a new file replaces it."""
        known = None if self.picture_file.data else self.picture
        return None if known is None else tuple(known.frame)

    @property
    def file_name(self) -> str:
        """What the new file is called, or the picture that is framed anew."""
        known = self.picture
        sent = self.picture_file.data
        return (sent.filename or "") if sent else known.name if known else ""

    def take(self, key: str) -> None:
        """Have the form name the picture of that key from now on."""
        self.image.data = picture_name(key)
        self.frame.data = self.focus.data = ""

    def describe(self) -> PictureFrame | None:
        """The picture that the form names, as its page shows it."""
        known = self.picture
        if known is None:
            return None
        sizes = (known.key, known.name, known.width, known.height)
        frame = self.frame.data or joined(known.frame)
        return PictureFrame(*sizes, frame, self.focus.data or joined(known.focus))


def joined(numbers: list[int]) -> str:
    """Thousandths as a field of the form has them."""
    return ",".join(map(str, numbers))


def framing_of(picture: Picture) -> tuple[Frame, Focus]:
    """How a picture is framed."""
    return Frame(*picture.frame), Focus(*picture.focus)
