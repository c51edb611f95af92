"""Logs as systems really write them, through each command that reads one: read, or refused by their place."""

import gzip
import json
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from tests.integration.importlog.importing import DATA
from tests.integration.importlog.test_command_line import tthc
from tests.unit.cli.logs import done, written_log


def commands(folder: Path, log: Path) -> Sequence[Sequence[str]]:
    """Each command that reads a log, on this one."""
    limits = folder / "limits.csv"
    limits.write_text("step,limit\nS01,PT80H\n", "utf-8")
    return (
        ("discover", str(log)),
        ("simulate", str(log), "--limits", str(limits)),
        ("import-log", str(log)),
    )


def test_tells_what_it_leaves_out_of_a_log(tmp_path: Path) -> None:
    own = (DATA / "lifecycle-own-states.xes").read_text("utf-8")
    path = tmp_path / "log.xes"
    path.write_text(own.replace("In Progress", "start").replace("Closed", "complete"), "utf-8")
    for command in commands(tmp_path, path):
        ran = tthc(tmp_path, *command, "--language", "vi")
        assert "1 sự kiện chưa phải việc đã xong (lifecycle:transition), không tính: start 1." in ran.stderr
        told = json.loads(tthc(tmp_path, *command, "--json").stdout)
        assert told["notices"][0]["kind"] == "events-not-completed"


def test_does_not_hold_late_cases_against_a_log_without_deadlines(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [f"c{n},A,2021-03-01T08:{n}:00\nc{n},B,2021-03-{n - 8:02}T09:00:00" for n in range(10, 30)]
    path.write_text("case_id,activity,timestamp\n" + "\n".join(rows) + "\n", "utf-8")
    ran = tthc(tmp_path, "import-log", str(path), "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert told["late_cases"] > 0
    assert told["disagreements"] == []
    assert "no deadline of 20 cases, so late cases aren't compared" in told["notices"][-1]["message"]


def test_refuses_a_control_character_before_anything_is_made(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    text = (DATA / "log-activity-with-line-break.csv").read_text("utf-8")
    path.write_text(text.replace("Thẩm định", "Thẩm\x07định"), "utf-8")
    ran = tthc(tmp_path, "import-log", str(path), "--language", "vi")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"Lỗi: {path}:4:6: 'activity' có ký tự điều khiển U+0007" in ran.stderr
    assert not (tmp_path / "var").exists()


def test_every_command_reads_a_log_from_a_pipe_as_from_its_file(tmp_path: Path) -> None:
    log = written_log(tmp_path, [done("A", 1, deadline=2), done("B", 3, case="c2", deadline=2)])
    for number, command in enumerate(commands(tmp_path, log)):
        pipe = tmp_path / f"pipe-{number}"
        os.mkfifo(pipe)
        Thread(target=pipe.write_bytes, args=(gzip.compress(log.read_bytes()),), daemon=True).start()
        piped = [str(pipe) if word == str(log) else word for word in command]
        ran = tthc(tmp_path, *piped, "--format", "csv", "--json")
        assert (ran.returncode, ran.stderr) == (0, "")
        expected, told = (json.loads(one.stdout) for one in (tthc(tmp_path, *command, "--json"), ran))
        changing = ("seconds", "events_by_type", "procedure")
        assert {name: expected[name] for name in expected if name not in changing} == {
            name: told[name] for name in told if name not in changing
        }


def test_a_pipe_needs_its_format_stated(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "63")
    ran = tthc(tmp_path, "discover", str(tmp_path / "63"))
    assert ran.returncode == 2
    assert "state it with --format" in ran.stderr


def test_limits_come_out_of_a_pipe_too(tmp_path: Path) -> None:
    log, limits = written_log(tmp_path, [done("A", 1)]), tmp_path / "limits"
    os.mkfifo(limits)
    Thread(target=limits.write_text, args=("step,limit\nS01,PT1H\n",), daemon=True).start()
    assert tthc(tmp_path, "simulate", str(log), "--limits", str(limits)).returncode == 0


def test_refuses_a_decision_of_a_day_that_no_calendar_covers(tmp_path: Path) -> None:
    log = written_log(tmp_path, [done("A", 1)])
    ran = tthc(tmp_path, "import-log", str(log), "--decision-date", "9999-12-31")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "name a day of the years 1990 to 2100" in ran.stderr
    assert not (tmp_path / "var").exists()


def test_a_log_may_run_through_all_years_of_the_calendars(tmp_path: Path) -> None:
    """What defines a calendar is one event, into which the days off of so many years don't go."""
    path = tmp_path / "log.csv"
    rows = ["c1,A,1991-03-01T08:00:00,1991-03-04", "c2,A,2021-03-01T08:00:00,2100-12-30"]
    path.write_text("case_id,activity,timestamp,case_deadline\n" + "\n".join(rows) + "\n", "utf-8")
    for _ in "12":
        ran = tthc(tmp_path, "import-log", str(path), "--json")
        assert (ran.returncode, ran.stderr) == (0, "")
        told = json.loads(ran.stdout)
        assert (told["cases"], told["disagreements"]) == (2, [])
        assert told["events_by_type"]["CalendarChanged"] == 2
