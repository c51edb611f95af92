"""What a fault is tried on isn't in memory, where other tests' files are."""

from pathlib import Path

from tests.files_in_memory import MEMORY


def test_a_fault_s_files_lie_elsewhere_than_in_memory(tmp_path: Path) -> None:
    assert MEMORY not in tmp_path.parents
