"""The operators' commands, on files that no service has open and beside services in another process."""

import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from services.cases.domain.deciders import CASE
from shared.settings import Settings
from tests.hosting import ADDRESS, hosted
from tests.integration.importlog.importing import SERVICES
from tests.integration.operations.damage import Damaged
from tests.integration.operations.running import own_settings, started, tthc

REASON = "fact-out-of-place"
OPENED = "SELECT originator_id FROM stored_events WHERE topic = 'CaseOpened' ORDER BY rowid"


@pytest.fixture(scope="module")
def set_aside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the system with a letter is made, by the first test that needs it."""
    return tmp_path_factory.mktemp("set-aside")


@pytest.fixture
async def with_letter(system: Damaged, set_aside: Path, tmp_path: Path) -> Settings:
    """A copy of a system in which the sla service has set one message aside: a case opened a second time."""
    if not (set_aside / "whole").exists():
        await open_again(system)
        shutil.copytree(system.folder, set_aside / "data")
        (set_aside / "whole").touch()
    return own_settings(Damaged(set_aside, tmp_path / "letter").folder, address=ADDRESS)


async def open_again(system: Damaged) -> None:
    async with hosted(system.folder, *SERVICES) as world:
        cases = world.application("cases")
        (stream,) = system.rows("cases.events", OPENED)[0]
        (opened, *_) = await cases.read(cases.store.events, stream)
        await cases.execute(lambda work: work.append(CASE, opened.key, [opened.event], opened.key))
        await world.settle()


def letters(settings: Settings, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tthc(settings, "dlq", "list", "--json", *words)["letters"]
    return found


def test_dead_letters_are_listed_and_shown(with_letter: Settings) -> None:
    (letter,) = letters(with_letter, "sla", "--reason", REASON)
    assert letters(with_letter, "--reason", "another-one") == []
    shown = tthc(with_letter, "dlq", "show", letter["key"], "--json")
    assert shown["reason"] == REASON
    assert "FactOutOfPlace" in shown["stack"]


def test_a_retry_that_is_refused_is_told_and_ends_with_one(with_letter: Settings) -> None:
    told = tthc(with_letter, "dlq", "retry", "--all", "--json", exit_code=1)
    assert told["failed"] == 1
    assert len(letters(with_letter)) == 1


def test_dropped_letters_wait_no_longer_and_say_why(with_letter: Settings) -> None:
    tthc(with_letter, "dlq", "drop", "--all", "--reason", REASON, "--because", "a trial")
    assert letters(with_letter) == []
    (dropped,) = letters(with_letter, "--status", "dropped")
    assert (dropped["settled_by"], dropped["because"]) == ("operator", "a trial")
    shown = tthc(with_letter, "dlq", "show", dropped["key"], "--json")
    assert (shown["settled_by"], shown["because"]) == ("operator", "a trial")
    assert "{" in tthc(with_letter, "dlq", "show", dropped["key"])  # the record's value, as it came


def test_an_order_says_which_letters_it_is_for(with_letter: Settings) -> None:
    assert "--all" in tthc(with_letter, "dlq", "retry", exit_code=1)


def test_a_waiting_letter_is_a_note_of_the_check(with_letter: Settings) -> None:
    told = tthc(with_letter, "verify", "--json", exit_code=1)  # for the fact that is not applied
    assert any(REASON in note["text"] for note in told["notes"])
    assert told["by_area"] == {"clock": 1}


def test_verify_ends_with_zero_on_a_sound_system(system: Damaged) -> None:
    told = tthc(own_settings(system.folder, address=system.settings.address), "verify", "--json")
    assert told["disagreements"] == 0
    assert told["checked"]["case numbers"] == 3


def test_verify_ends_with_one_and_tells_what_disagrees(system: Damaged) -> None:
    system.execute("cases.documents", 'DELETE FROM "cases@1"')
    told = tthc(own_settings(system.folder, address=system.settings.address), "verify", exit_code=1)
    assert "3 disagreements" in told


def test_a_read_model_is_rebuilt(system: Damaged) -> None:
    settings = own_settings(system.folder, address=system.settings.address)
    system.execute("cases.documents", 'DELETE FROM "cases@1"')
    tthc(settings, "rebuild", "cases/cases", "sla")
    assert tthc(settings, "verify", "--json")["disagreements"] == 0


def test_a_view_that_is_not_there_is_named(system: Damaged) -> None:
    settings = own_settings(system.folder, address=system.settings.address)
    assert "dead_letters" in tthc(settings, "rebuild", "cases/nothing", exit_code=1)


def test_a_new_epoch_begins(system: Damaged) -> None:
    settings = own_settings(system.folder, address=system.settings.address)
    told = tthc(settings, "store", "new-epoch", "cases", "--json")
    assert told == {"service": "cases", "epoch": 2, "voided": []}


def test_topics_need_kafka(tmp_path: Path) -> None:
    settings = own_settings(tmp_path)
    assert "KAFKA_BOOTSTRAP_SERVERS" in tthc(settings, "topics", "apply", exit_code=1)
    assert "KAFKA_BOOTSTRAP_SERVERS" in tthc(settings, "republish", exit_code=1)


def test_doctor_says_what_to_do(tmp_path: Path) -> None:
    gone = own_settings(
        tmp_path, kafka_bootstrap_servers="127.0.0.1:9", postgres_url="postgresql://127.0.0.1:9"
    )
    told = tthc(gone, "doctor", "--json", exit_code=1)
    failed = {finding["what"] for finding in told["findings"] if finding["verdict"] == "failure"}
    assert {"Kafka", "PostgreSQL tthc_cases"} <= failed
    assert all(finding["todo"] for finding in told["findings"] if finding["verdict"] != "ok")
    assert tthc(own_settings(tmp_path), "doctor", "--json")["failures"] == 0


def test_up_runs_until_sigterm_and_others_find_it(system: Damaged) -> None:
    settings = own_settings(system.folder)
    with started(settings, "up", "--json") as running:
        try:
            assert running.stdout is not None
            assert "urls" in running.stdout.readline()
            assert str(running.pid) in tthc(settings, "verify", exit_code=1)
            assert letters(settings) == []
            assert "stop it first" in tthc(settings, "store", "new-epoch", "cases", exit_code=1)
        finally:
            running.send_signal(signal.SIGTERM)
            assert running.wait(30) == 0


@pytest.mark.parametrize(("given", "verdict"), [({}, "warning"), ({"address": ADDRESS}, "ok")])
def test_doctor_warns_of_an_address_in_events_where_nothing_answers(
    tmp_path: Path, given: dict[str, Any], verdict: str
) -> None:
    found = tthc(own_settings(tmp_path, **given), "doctor", "--json")["findings"]
    (settings,) = [finding for finding in found if finding["what"] == "settings"]
    assert settings["verdict"] == verdict
    assert ("TTHC_ADDRESS" in (settings["todo"] or "")) is (verdict == "warning")
