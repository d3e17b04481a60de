"""A short word for what is drawn, by which a page's script says what it has already."""

import hashlib


def face_of_html(html: str) -> str:
    """The word: another one as soon as a sign of it is other."""
    return hashlib.sha256(html.encode()).hexdigest()[:12]
