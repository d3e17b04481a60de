"""Whether this machine has room for a crowd: its disk, its open files, its network."""

import os
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

from quiz.cli.checks.finding import Finding
from quiz.config import Settings
from quiz.reach import LOOPBACK, reach_warning

MEGABYTE = 1_000_000  # bytes
LEAST_DISK = 500  # megabytes: a long evening and its log
LEAST_FILES = 4_096
LEAST_BACKLOG = 4_096
BACKLOG = Path("/proc/sys/net/core/somaxconn")


def look_at_address(settings: Settings) -> Iterator[Finding]:
    """Whether phones can reach the address that links begin with; a proxy names it by itself."""
    if not settings.origin and settings.proxies:
        return
    address = settings.origin or f"http://{LOOPBACK}:{os.environ.get('PORT', '8000')}"
    behind = bool(settings.proxies)
    warning = reach_warning(address, settings.listen or LOOPBACK, behind=behind)
    if warning is None:
        yield Finding(True, _("Links and QR codes begin with %(address)s.", address=address))
    else:
        yield Finding(False, str(warning))


def look_at_network(settings: Settings) -> Iterator[Finding]:
    """Whether a crowd that arrives at once finds room, and who is believed to speak for it."""
    if BACKLOG.exists():
        many = int(BACKLOG.read_text("ascii"))
        sentence = _("%(many)s phones may knock at once (net.core.somaxconn).", many=many)
        yield Finding(many >= LEAST_BACKLOG, sentence)
    if settings.proxies:
        named = ", ".join(str(network) for network in settings.proxies)
        yield Finding(True, _("Proxies at %(named)s are believed.", named=named))
    elif settings.origin.startswith("https:"):
        sentence = _(
            "Something speaks https for us, but QUIZ_PROXIES does not say at which address."
        )
        yield Finding(False, sentence)


def look_at_room(settings: Settings) -> Iterator[Finding]:
    """Whether the disk and the limit of open files will do for an evening."""
    folder = settings.instance if settings.instance.exists() else settings.instance.parent
    free = shutil.disk_usage(folder).free // MEGABYTE
    sentence = _("%(free)s MB are free in %(folder)s.", free=free, folder=str(folder))
    yield Finding(free >= LEAST_DISK, sentence)
    if not os.access(folder, os.W_OK):
        yield Finding(False, _("%(folder)s cannot be written to.", folder=str(folder)))
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY:
        yield Finding(True, _("A process may open any number of files; each phone takes one."))
    else:
        sentence = _("A process may open %(many)s files; each phone takes one.", many=hard)
        yield Finding(hard >= LEAST_FILES, sentence)
