"""Where who watches a stream taps on its flashes: by a link that a host gives away."""

from flask import Blueprint

tap = Blueprint("tap", __name__, url_prefix="/<language:lang>/tap")
