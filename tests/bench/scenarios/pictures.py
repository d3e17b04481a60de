"""The picture of a round, from memory: beside an echo of as many bytes."""

import time

from sqlalchemy import select

from quiz.bank.models import Question
from quiz.bank.rules import picture_name
from quiz.database import writing
from quiz.events.models import Entry
from quiz.extensions import db
from quiz.i18n.localized import Localized
from quiz.pictures.models import Picture
from quiz.pictures.rules import COPIES, Copy, hung_picture
from tests.bench.crowd import KNOWN_S, open_round
from tests.bench.figures import Bench, Figure
from tests.bench.sites import CODE

SIZE = COPIES[Copy.PHONE].most_bytes
KEY = "b" * 32


def picture(bench: Bench) -> Figure:
    """As heavy a picture as a phone ever gets."""
    crowd = bench.site.crowd
    with writing():
        show_picture(crowd.event_id)
        db.session.commit()
    hung = hung_picture(open_round(crowd).content)
    if hung is None:
        raise RuntimeError("the round has no picture")
    path = f"/live/{CODE}/picture/{hung.names[Copy.PHONE]}?bytes={SIZE}"
    time.sleep(KNOWN_S)
    return bench.beside_echo(f"picture of {SIZE:,} bytes", lambda _: bench.get(path), 0.50)


def show_picture(event_id: int) -> None:
    """Give the planned questions of the event a picture, if they have none yet."""
    if db.session.get(Picture, KEY) is None:
        copies = dict.fromkeys(("master", "studio", "thumbnail"), b"")
        whole = {"frame": [0, 0, 1_000, 1_000], "focus": [500, 500], "width": 1_080, "height": 720}
        made = {"name": "bench.jpg", "made_at": 0, "made_by": "bench", "phone": b"x" * SIZE}
        db.session.add(Picture(key=KEY, **copies, **whole, **made))
    planned = select(Entry.question_id).where(Entry.event_id == event_id)
    for question in db.session.scalars(select(Question).where(Question.id.in_(planned))):
        question.image, question.image_alt = picture_name(KEY), Localized("Un vase", "一件花瓶")
