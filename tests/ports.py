"""Ports of loopback for servers that a test starts."""

import secrets
import socket

# No client is given one of these by itself: Linux gives 32768 to 60999.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """A port that nobody uses, and that stays free until a server of the test takes it."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
