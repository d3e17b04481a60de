"""The application for any WSGI server; `quiz serve` runs it on granian."""

from quiz.app import create_app

app = create_app()
