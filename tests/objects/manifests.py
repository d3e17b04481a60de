"""A museum's server on this machine: the manifest of a bowl, its image in the sizes on offer."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.pictures.drawings import draw, encoded

SIZES = ((400, 300), (1_200, 900))


def manifest(base: str, **more: Any) -> dict[str, Any]:
    """A IIIF manifest, Presentation 3, of two canvases; it says no rights."""
    known: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{base}/manifest.json",
        "type": "Manifest",
        "label": {"fr": ["Coupe à décor de lotus"], "zh": ["莲瓣纹碗"]},
        "metadata": [
            field("Artiste", "Fours de Longquan", "龙泉窑"),
            field("Datation", "XIIe siècle", "南宋"),
            field("Lieu de création", "Zhejiang", "浙江"),
            {"label": {"en": ["Accession number"]}, "value": {"none": ["C.25-1935"]}},
        ],
        "requiredStatement": {
            "label": {"en": ["Credit"]},
            "value": {"none": ["Musée de la céramique"]},
        },
        "homepage": [{"id": f"{base}/c25", "type": "Text", "format": "text/html"}],
        "items": [canvas(base, number, name) for number, name in enumerate(("Face", "Fond"), 1)],
    }
    return known | more


def field(label: str, french: str, chinese: str) -> dict[str, Any]:
    """A line of a manifest's metadata in two languages."""
    return {"label": {"fr": [label]}, "value": {"fr": [french], "zh-Hans": [chinese]}}


def canvas(base: str, number: int, name: str) -> dict[str, Any]:
    """A canvas with an image of a service of level 0."""
    width, height = SIZES[-1]
    body = {
        "id": f"{base}/image{number}/full/max/0/default.jpg",
        "type": "Image",
        "width": width,
        "height": height,
        "service": [image_service(f"{base}/image{number}")],
    }
    page = {"type": "AnnotationPage", "items": [{"type": "Annotation", "body": body}]}
    return {"type": "Canvas", "label": {"fr": [name]}, "items": [page]}


def image_service(address: str) -> dict[str, Any]:
    """What a server of level 0 says of an image."""
    width, height = SIZES[-1]
    return {
        "id": address,
        "type": "ImageService3",
        "profile": "level0",
        "width": width,
        "height": height,
        "sizes": [{"width": wide, "height": high} for wide, high in SIZES],
    }


@contextmanager
def served(documents: Mapping[str, Any] | None = None) -> Iterator[str]:
    """The address of a server with the manifest, its images, and those documents by their paths."""

    class Museum(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answer by the path."""
            base = f"http://127.0.0.1:{self.server.server_port}"
            known = {"/manifest.json": manifest(base), **(documents or {})}
            width, height = SIZES[-1]
            if self.path in known:
                self.reply(json.dumps(known[self.path]).encode())
            elif self.path == "/image1/info.json":
                self.reply(json.dumps(image_service(f"{base}/image1")).encode())
            elif self.path.endswith(f"/full/{width},{height}/0/default.jpg"):
                self.reply(encoded(draw(width, height)))
            else:
                self.send_error(404)

        def reply(self, body: bytes) -> None:
            """Answer with those bytes."""
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Museum)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
