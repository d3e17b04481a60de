"""What is forbidden or impossible, as exceptions that say one sentence to the reader."""


class QuizError(Exception):
    """A refusal; its message is a (lazy) translated sentence for the person who asked."""

    status = 400

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Invalid(QuizError):
    """What was sent cannot be understood or kept."""

    status = 422


class NameRefused(Invalid):
    """A nickname that may not be shown; `suggestion` is one that may."""

    def __init__(self, message: object, suggestion: str) -> None:
        super().__init__(message)
        self.suggestion = suggestion


class Ambiguous(Invalid):
    """What was sent can be meant in several ways: `readings`, the likeliest first."""

    def __init__(self, message: object, readings: tuple[str, ...]) -> None:
        super().__init__(message)
        self.readings = readings


class Misdirected(QuizError):
    """Asked under a name that is not ours."""


class NotFound(QuizError):
    """There is no such thing, or not for this reader."""

    status = 404


class Forbidden(QuizError):
    """This reader may not do this."""

    status = 403


class Uninvited(Forbidden):
    """A rehearsal, for this reader has nothing that lets them take part in it."""


class Conflict(QuizError):
    """Not possible now: somebody was first, or the moment has passed."""

    status = 409


class TooLarge(QuizError):
    """More was sent than this page takes."""

    status = 413


class Unavailable(QuizError):
    """Not possible at this instant; asking again after `retry_s` seconds may work."""

    status = 503
    retry_s = 1


class Queued(Unavailable):
    """Others are served first; whoever asks again after `retry_s` seconds has their turn."""

    retry_s = 5


class Full(Unavailable):
    """More players than the machines carry: who comes now watches along."""

    retry_s = 30
