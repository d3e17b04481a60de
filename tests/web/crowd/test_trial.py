"""A worker that is tried out asks and answers itself."""

from quiz.web.crowd.trial import try_out


def test_it_finds_how_many_requests_it_gets_through() -> None:
    assert try_out(0.05) > 0
