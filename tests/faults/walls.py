"""Wall clocks that a test may step, for the processes it starts; their monotonic clocks stay."""

from pathlib import Path

import pytest

LIBRARY = "*/faketime/libfaketime.so.1"


class Wall:
    """The wall clock of whoever is started with `environment`."""

    def __init__(self, folder: Path) -> None:
        library = next(Path("/usr/lib").glob(LIBRARY), None)
        if library is None:
            pytest.skip("No clock can be stepped: install the package faketime.")
        self._file = folder / "step"
        self.step(0)
        self.environment = {
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    def step(self, seconds: int) -> None:
        """Let it be so many seconds ahead of this machine's."""
        self._file.write_text(f"{seconds:+}\n", "ascii")
