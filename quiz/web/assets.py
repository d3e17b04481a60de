"""Static files: one path that holds the hash of the whole folder, so they may be kept for ever.

A module's imports are relative, so they carry the hash without being rewritten. The server's start
publishes a copy with compressed siblings; without one the folder is served as it is.
"""

import gzip
import hashlib
import shutil
import tempfile
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from quiz.bank.kinds.registry import widgets
from quiz.config import Settings
from quiz.web.security import response_headers

FOLDER = Path(__file__).resolve().parent.parent / "static"
COMPRESSED = frozenset({".css", ".js", ".svg", ".json", ".html", ".txt"})


def bind_assets(app: Flask) -> None:
    """Serve the static files of `app`, and let its templates say `asset('css/base.css')`.

    `widgets()` names the folders of scripts and sheets that belong to kinds of question.
    """
    settings: Settings = app.config["SETTINGS"]
    hash_ = folder_hash(FOLDER)
    prefix = f"/static/{hash_}/"
    published = settings.instance / "static"

    def asset(name: str) -> str:
        return prefix + name

    def add_headers(headers: Headers, _path: str, _url: str) -> None:
        for name, value in response_headers(https=settings.https):
            headers[name] = value

    server = WhiteNoise(
        app.wsgi_app,
        autorefresh=app.debug,
        allow_all_origins=False,
        add_headers_function=add_headers,
        immutable_file_test=lambda _path, _url: True,
    )
    if not (published / hash_).is_dir():
        server.add_files(str(FOLDER), prefix)
    # Pages that were opened before the last start still ask for the files they began with.
    for folder in published.glob("*"):
        server.add_files(str(folder), f"/static/{folder.name}/")
    app.wsgi_app = server  # type: ignore[method-assign]  # Flask documents this way of wrapping.
    app.add_template_global(asset)
    app.add_template_global(widgets)


def folder_hash(folder: Path) -> str:
    """Twelve hexadecimal digits that change with any file's name or bytes."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def publish(instance: Path, folder: Path = FOLDER) -> Path:
    """A copy of the static files with compressed siblings, made once for each hash."""
    target = instance / "static" / folder_hash(folder)
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=instance)) / "static"
    shutil.copytree(folder, draft)
    for path in [path for path in draft.rglob("*") if path.suffix in COMPRESSED]:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    # Made whole or not at all; who comes second finds the other's copy in place.
    try:
        draft.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    shutil.rmtree(draft.parent)
    return target
