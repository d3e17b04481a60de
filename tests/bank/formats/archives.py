"""Archives made by ourselves, as other programs make them."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile


def make_zip(files: Mapping[str, bytes | str]) -> bytes:
    """A zip of these files."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def make_h5p(library: str, params: Any, files: Mapping[str, bytes] | None = None) -> bytes:
    """An H5P of one library's content."""
    manifest = {"title": "Titre", "mainLibrary": library, "language": "und"}
    parts = {"h5p.json": json.dumps(manifest), "content/content.json": json.dumps(params)}
    return make_zip({**parts, **(files or {})})
