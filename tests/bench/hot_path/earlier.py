"""The code as it stood at the commit that the hot path is compared with, unpacked into a folder."""

import io
import subprocess
import tarfile
from pathlib import Path

#: The last commit before events, commands and documents were declared once.
COMMIT = "f62b91e"
ROOT = Path(__file__).parents[3]
_PACKAGES = ("services", "shared", "tthc")
_SECONDS = 60


class NoHistory(Exception):
    """The commit isn't in this repository, or there is no repository."""


def unpack_earlier(folder: Path) -> Path:
    """Write the commit's packages into `folder`; raises `NoHistory`."""
    command = ["git", "-C", str(ROOT), "archive", COMMIT, *_PACKAGES]
    try:
        archived = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        said = getattr(error, "stderr", None) or str(error).encode()
        raise NoHistory(said.decode(errors="replace").strip()) from error
    with tarfile.open(fileobj=io.BytesIO(archived.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder
