"""The settings say what the environment asked for; the secret key is made once."""

from pathlib import Path
from threading import Barrier, Thread

import pytest

from quiz.config import ROOT, from_environment, make_folder, make_secret, read_secret
from quiz.errors import Invalid


def test_nothing_in_the_environment_means_one_machine() -> None:
    settings = from_environment({})
    assert settings.instance == ROOT / "instance"
    assert settings.database_url == f"sqlite:///{ROOT / 'instance' / 'quiz.sqlite'}"
    assert settings.secret_file == ROOT / "instance" / "secret"
    assert (settings.capacity, settings.joins_per_minute) == (None, 600)
    assert (settings.origin, settings.https) == ("", False)
    # What is not started by `quiz serve` is one process.
    assert settings.workers == 1


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_any_postgresql_address_gets_our_driver(scheme: str) -> None:
    settings = from_environment({"QUIZ_DATABASE_URL": f"{scheme}://quiz:secret@db/quiz"})
    assert settings.database_url == "postgresql+psycopg://quiz:secret@db/quiz"


def test_an_https_origin_means_https() -> None:
    settings = from_environment({"QUIZ_ORIGIN": "https://quiz.museum.example/"})
    assert (settings.origin, settings.https) == ("https://quiz.museum.example", True)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "many", "１６"])
def test_a_capacity_that_is_no_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid, match="QUIZ_CAPACITY"):
        from_environment({"QUIZ_CAPACITY": text})


def test_nobody_is_a_proxy_unless_named() -> None:
    assert from_environment({}).proxies == ()
    settings = from_environment({"QUIZ_PROXIES": "10.0.0.7, 10.1.0.0/24 fd00::/8"})
    assert [str(network) for network in settings.proxies] == [
        "10.0.0.7/32",
        "10.1.0.0/24",
        "fd00::/8",
    ]


def test_a_proxy_that_is_no_address_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="QUIZ_PROXIES"):
        from_environment({"QUIZ_PROXIES": "nginx"})


def test_the_token_of_the_metrics_is_in_no_log() -> None:
    settings = from_environment({"QUIZ_METRICS_TOKEN": " s3cret "})
    assert settings.metrics_token == "s3cret"
    assert "s3cret" not in repr(settings)


def test_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "instance" / "secret"
    assert make_secret(path) is True
    made = read_secret(path)
    assert len(bytes.fromhex(made)) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    assert make_secret(path) is False
    assert read_secret(path) == made


def test_secrets_made_at_once_are_one(tmp_path: Path) -> None:
    path, barrier, made = tmp_path / "secret", Barrier(8), list[bool]()

    def make() -> None:
        barrier.wait()
        made.append(make_secret(path))

    threads = [Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False] * 7 + [True]
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_missing_or_short_secret_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    with pytest.raises(Invalid, match="There is no secret key"):
        read_secret(path)
    path.write_text("short\n", "ascii")
    with pytest.raises(Invalid, match="too short"):
        read_secret(path)


def test_a_secret_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("f" * 64)
    before = tmp_path.stat().st_mtime_ns
    assert make_secret(path) is False
    assert path.read_text() == "f" * 64
    assert tmp_path.stat().st_mtime_ns == before


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    make_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    make_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_the_server_answers_itself_is_said_by_the_server() -> None:
    assert from_environment({}).own_address == ""
    own = from_environment({"QUIZ_OWN_ADDRESS": "http://127.0.0.1:8080/"}).own_address
    assert own == "http://127.0.0.1:8080"
