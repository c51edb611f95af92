"""A file is there whole or not at all."""

import gzip
from pathlib import Path

import pytest

from tthc.operations.errors import OutputUnwritable
from tthc.operations.whole_files import whole_file


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("before")
    with whole_file(path) as file:
        file.write(b"half")
    assert (path.read_text(), list(tmp_path.iterdir())) == ("before", [path])


@pytest.mark.parametrize("name", ["log.csv", "log.csv.gz"])
def test_what_is_whole_is_put_in_its_place(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with whole_file(path) as file:
        file.write(b"whole")
        size = file.put()
    content = path.read_bytes()
    assert (gzip.decompress(content) if name.endswith(".gz") else content) == b"whole"
    assert (len(content), list(tmp_path.iterdir())) == (size, [path])
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable), whole_file(tmp_path):
        pass
