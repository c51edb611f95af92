"""What all local servers have in common, shown with small programs in their place."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from dev.local import LocalServer, running_together
from dev.local.errors import DidNotStart, PortTaken
from dev.local.ports import answers, free_port
from tests.integration.local.waiting import eventually

LISTEN = "import http.server, sys; http.server.test(port=int(sys.argv[1]), bind='127.0.0.1')"


class SmallServer(LocalServer):
    """A Python program instead of a server."""

    name = "Small"
    start_within = 10.0
    program = LISTEN

    def command(self) -> Sequence[str]:
        return [sys.executable, "-c", self.program, str(self.port)]

    def ready(self) -> bool:
        return answers(self.port)


class BrokenServer(SmallServer):
    program = "raise SystemExit('no such luck')"


class MuteServer(SmallServer):
    start_within = 0.3
    program = "import time; time.sleep(60)"


class FamilyServer(SmallServer):
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {LISTEN!r}, sys.argv[1]])"


def test_a_failed_start_shows_the_end_of_the_log(tmp_path: Path) -> None:
    with pytest.raises(DidNotStart, match="no such luck"):
        BrokenServer(tmp_path).start()


def test_a_server_that_never_answers_is_ended(tmp_path: Path) -> None:
    server = MuteServer(tmp_path)
    with pytest.raises(DidNotStart, match="no answer within"):
        server.start()
    assert not server.running


def test_a_port_that_something_else_uses_is_named(tmp_path: Path) -> None:
    first = SmallServer(tmp_path / "first")
    with running_together(first), pytest.raises(PortTaken, match=str(first.port)):
        SmallServer(tmp_path / "second", port=first.port).start()


def test_starting_a_running_server_changes_nothing(tmp_path: Path) -> None:
    server = SmallServer(tmp_path)
    with running_together(server):
        pid = server.pid
        server.start()
        assert server.pid == pid


def test_if_one_does_not_start_the_others_are_stopped(tmp_path: Path) -> None:
    good = SmallServer(tmp_path / "good")
    with pytest.raises(DidNotStart), running_together(good, BrokenServer(tmp_path / "bad")):
        pytest.fail("it must not come so far")
    assert not good.running


def test_a_kill_takes_the_descendants_too(tmp_path: Path) -> None:
    server = FamilyServer(tmp_path)
    server.start()
    server.kill()
    assert not answers(server.port)


def test_a_pause_keeps_the_port_and_a_stop_ends_even_a_paused_server(tmp_path: Path) -> None:
    server = SmallServer(tmp_path)
    server.start()
    server.pause()
    assert (server.running, answers(server.port)) == (True, True)
    server.stop()
    assert (server.running, answers(server.port)) == (False, False)


def test_a_server_outlives_the_thread_that_started_it(tmp_path: Path) -> None:
    server = SmallServer(tmp_path)
    starter = threading.Thread(target=server.start)
    starter.start()
    starter.join()
    with running_together(server):
        assert not eventually(lambda: not server.running, within=0.3)


def test_a_server_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path;"
        "from tests.integration.local.test_servers import SmallServer;"
        "SmallServer(Path(sys.argv[1]), port=int(sys.argv[2])).start();"
        "print('up', flush=True); time.sleep(60)"
    )
    port = free_port()
    command = [sys.executable, "-c", code, str(tmp_path), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        os.kill(parent.pid, signal.SIGKILL)
    assert eventually(lambda: not answers(port))
