"""Importing a module does nothing but define what is in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.house.repository import ROOT, module_names


def effects_of(folder: Path, *names: str) -> list[str]:
    """What importing these modules did besides, told by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.unit.house.importing", f"{folder}/", *names],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()


def test_importing_every_module_opens_no_file_socket_or_thread() -> None:
    assert effects_of(ROOT, *module_names()) == []


@pytest.mark.parametrize(
    ("effect", "event"),
    [
        ("open('written', 'w').close()", "open"),
        ("import socket; socket.socket().close()", "socket.__new__"),
        ("import threading; threading.Thread(target=print, args=('',)).start()", "threading.Thread.start"),
        ("import sqlite3; sqlite3.connect(':memory:').close()", "sqlite3.connect"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import tempfile; tempfile.mkdtemp()", "os.mkdir"),
    ],
)
def test_an_effect_is_seen(tmp_path: Path, effect: str, event: str) -> None:
    (tmp_path / "planted.py").write_text(f"{effect}\n", "utf-8")
    found = effects_of(tmp_path, "planted")
    assert any(event in line and line.startswith("planted.py:1:") for line in found), found


def test_what_a_function_would_do_is_no_effect(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("def later():\n    open('written', 'w')\n", "utf-8")
    assert effects_of(tmp_path, "planted") == []
