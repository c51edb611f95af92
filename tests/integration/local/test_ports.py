"""Ports that are given to nobody else, though their servers start later."""

import subprocess
import sys
from itertools import count

import pytest

from dev.local import ports

CODE = "from dev.local.ports import free_port; print(free_port(), flush=True); input()"


def test_a_port_is_given_once_in_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        theirs = int(other.stdout.readline())
        tried = count(theirs)
        monkeypatch.setattr(ports._chance, "randrange", lambda *_: next(tried))
        ours = ports.free_port()
        assert ours > theirs
        tried = count(theirs)
        assert ports.free_port() > ours
        other.communicate("\n")
    tried = count(theirs)
    assert ports.free_port() == theirs
