"""nginx with the configuration of `deploy/`, in a folder of its own, on loopback."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
DEPLOYED = ROOT / "deploy" / "nginx"
PATIENCE = 10  # seconds
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx_binary() -> str | None:
    """Where nginx is on this machine, if it is."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Nginx:
    """One nginx in front of the nodes on `ports`; everything it writes is in `folder`."""

    def __init__(self, binary: str, folder: Path, ports: Sequence[int]) -> None:
        self.binary = binary
        self.folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        deploy(folder)
        nodes = "".join(f"server 127.0.0.1:{port} max_fails=0;" for port in ports)
        upstream = folder / "celadon" / "upstream.conf"
        lines = upstream.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.strip().startswith("server ")]
        upstream.write_text("\n".join(kept).replace("least_conn;", f"least_conn; {nodes}"), "utf-8")
        (folder / "nginx.conf").write_text(self.main(), "utf-8")

    def main(self) -> str:
        """The outermost file: ours of `deploy/` without TLS, on a free port, with two workers."""
        temporary = "".join(f"{kind}_temp_path {self.folder}/tmp-{kind};" for kind in TEMPORARY)
        return f"""
{user()} daemon off; worker_processes 2; pid {self.folder}/pid;
error_log {self.folder}/error.log crit;
events {{ worker_connections 2048; }}
http {{
    include mime.types; {temporary}
    include celadon/http.conf;
    include celadon/upstream.conf;
    server {{ listen 127.0.0.1:{self.port}; include celadon/locations.conf; }}
}}
"""

    def start(self) -> None:
        """Start, and wait until it listens."""
        self.process = subprocess.Popen(self.command())
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return

    def command(self) -> list[str]:
        """How it is run."""
        errors = self.folder / "start.log"
        return [self.binary, "-p", str(self.folder), "-c", "nginx.conf", "-e", str(errors)]

    def end(self) -> None:
        """Stop at once."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)

    def cached(self) -> list[bytes]:
        """Every file that the cache holds, with its key and headers."""
        files = (self.folder / "cache" / "celadon").rglob("*")
        return [path.read_bytes() for path in files if path.is_file()]


def user() -> str:
    """Workers must reach the test's folder, which is its owner's alone."""
    return "user root;" if os.getuid() == 0 else ""


def deploy(folder: Path) -> None:
    """Copy `deploy/nginx` as a machine would have it, with its paths in `folder`."""
    (folder / "cache").mkdir()
    (folder / "celadon").mkdir()
    for path in DEPLOYED.glob("*.conf"):
        text = path.read_text("utf-8")
        text = text.replace("/var/cache/nginx", str(folder / "cache"))
        text = text.replace("/var/log/nginx", str(folder)).replace("/run/", f"{folder}/")
        (folder / "celadon" / path.name).write_text(text, "utf-8")
    (folder / "mime.types").write_text("types { text/html html; }\n", "utf-8")
