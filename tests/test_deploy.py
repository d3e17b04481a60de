"""What stands in `deploy/` is understood by the programs that it is for."""

import json
import re
import shutil
import subprocess
from http.client import HTTPConnection
from ipaddress import ip_network
from pathlib import Path

import pytest

from quiz.cli.checks.storage import CONNECTIONS
from quiz.config import from_environment
from tests.nginx import ROOT, Nginx, deploy, nginx_binary
from tests.ports import free_port

DEPLOY = ROOT / "deploy"
PAGE = (DEPLOY / "README.md").read_text("utf-8")
LISTEN = re.compile(r"listen (\[::\]:)?(\d+)")


def conf(name: str) -> str:
    """What stands in a file of nginx's."""
    return (DEPLOY / "nginx" / name).read_text("utf-8")


@pytest.fixture
def nginx() -> str:
    binary = nginx_binary()
    if binary is None:
        pytest.skip("nginx is missing: install the package nginx.")
    return binary


def loopback(text: str) -> str:
    """The same servers, on unprivileged ports of loopback alone."""
    return LISTEN.sub(lambda m: f"listen {'[::1]' if m[1] else '127.0.0.1'}:2{m[2]:0>4}", text)


def understood(nginx: str, folder: Path) -> str:
    """What nginx says of the configuration in `folder`; nothing if it has no objection."""
    done = subprocess.run(
        [nginx, "-p", folder, "-c", "nginx.conf", "-e", folder / "start.log", "-t", "-q"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


def test_nginx_with_tls_is_understood(nginx: str, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing: install the package openssl.")
    deploy(tmp_path)
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    subject = ["-subj", "/CN=quiz.museum.example", "-days", "1"]
    files = ["-keyout", key, "-out", certificate]
    command = ["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", *subject, *files]
    subprocess.run(command, check=True, capture_output=True)
    site = tmp_path / "celadon" / "site.conf"
    text = loopback(site.read_text("utf-8"))
    site.write_text(text.replace("/etc/letsencrypt/live/quiz.museum.example", str(tmp_path)))
    main = (tmp_path / "celadon" / "nginx.conf").read_text("utf-8")
    temporary = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = main.replace("user www-data;", "").replace("http {", f"http {{ {temporary}")
    (tmp_path / "nginx.conf").write_text(main, "utf-8")
    assert understood(nginx, tmp_path) == ""


def test_nginx_of_the_compose_file_is_understood(nginx: str, tmp_path: Path) -> None:
    deploy(tmp_path)
    main = (DEPLOY / "compose" / "nginx.conf").read_text("utf-8")
    main = re.sub(r"web[12]:8000", "127.0.0.1:8000", loopback(main)).replace(
        "/tmp/", f"{tmp_path}/"
    )
    (tmp_path / "nginx.conf").write_text(main, "utf-8")
    assert understood(nginx, tmp_path) == ""


def test_no_line_of_the_log_holds_a_screens_secret(nginx: str, tmp_path: Path) -> None:
    secret = "aB3_-" * 6 + "xy"
    paths = [f"/{screen}/va2020/{secret}" for screen in ("overlay", "prompter", "remote")]
    paths += [f"/prompter/va2020/{secret}/live", f"/live/va2020/{secret}/pulse"]
    paths += [f"/fr/rehearsal/va2020-1/{secret}", f"/zh/tap/va2020/{secret}/kuaishou"]
    proxy = Nginx(nginx, tmp_path, [free_port()])
    proxy.start()
    try:
        for path in [*paths, "/live/va2020/kuaishou/pulse"]:
            connection = HTTPConnection("127.0.0.1", proxy.port, timeout=20)
            connection.request("GET", path)
            assert connection.getresponse().status == 503
            connection.close()
    finally:
        proxy.end()
    lines = (tmp_path / "celadon.log").read_text("utf-8").splitlines()
    # Each of its workers writes its own lines at its end.
    assert sorted(json.loads(line)["path"] for line in lines) == [
        "/live/va2020/",
        "/live/va2020/kuaishou/pulse",
        "/overlay/",
        "/prompter/",
        "/prompter/",
        "/rehearsal/",
        "/remote/",
        "/tap/",
    ]


def test_systemd_units_are_understood(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is missing: install the package systemd.")
    # Only its being there is looked at, and the test's own Python is there.
    program = shutil.which("python3")
    units = []
    folder = DEPLOY / "systemd"
    for path in sorted([*folder.glob("*.service"), *folder.glob("*.timer")]):
        text = path.read_text("utf-8").replace("/opt/celadon/.venv/bin/quiz", str(program))
        units.append(tmp_path / path.name)
        units[-1].write_text(text.replace("/opt/celadon", str(ROOT)), "utf-8")
    assert [path.name for path in units] == [
        "celadon-backup.service",
        "celadon-backup.timer",
        "celadon-purge.service",
        "celadon-purge.timer",
        "celadon.service",
    ]
    command = ["systemd-analyze", "verify", *units]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)


def test_the_environment_that_the_page_shows_is_understood() -> None:
    (block,) = re.findall(r"`/etc/celadon/environment`:\n\n((?:    .*\n)+)", PAGE)
    # systemd takes all behind the sign for the value, a comment too.
    lines = [line.strip() for line in block.splitlines() if not line.strip().startswith("#")]
    settings = from_environment(dict(line.split("=", 1) for line in lines))
    assert settings.origin == "https://quiz.museum.example"
    assert settings.proxies == (ip_network("127.0.0.1"),)
    assert settings.metrics_token == "…"


def test_the_folder_of_the_cache_is_made_by_the_page() -> None:
    (folder,) = re.findall(r"^proxy_cache_path (\S+)/celadon ", conf("http.conf"), re.MULTILINE)
    assert f"install -d -o www-data -m 0700 {folder}\n" in PAGE
    (webroot,) = re.findall(r"^ +root (\S+);", conf("site.conf"), re.MULTILINE)
    assert f"certbot certonly --webroot -w {webroot} " in PAGE


def test_the_script_beside_the_units_is_a_script() -> None:
    script = DEPLOY / "systemd" / "celadon-quiz"
    assert script.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", script], check=True)


def test_the_database_of_the_compose_file_takes_both_nodes() -> None:
    text = (DEPLOY / "compose" / "compose.yaml").read_text("utf-8")
    (many,) = re.findall(r"max_connections=(\d+)", text)
    assert int(many) >= 2 * CONNECTIONS
