"""A child process has exactly its parent's settings."""

from pathlib import Path

import pytest

from shared.settings import Settings, load_settings
from tthc.operations.environment import environment_of, resolved


def handed_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings as a child process loads them."""
    for name, value in environment_of(settings).items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_all_settings_are_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = load_settings(
        data_dir=tmp_path,
        kafka_bootstrap_servers="127.0.0.1:9092",
        postgres_url="postgresql://u:p%20w@127.0.0.1:5432/postgres",
        cases_port=19_000,
        log_format="console",
    )
    assert handed_on(given, monkeypatch) == given


def test_the_parents_own_variables_do_not_come_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mongodb://elsewhere/")
    monkeypatch.setenv("TTHC_MONGO_URL_FILE", str(secret))
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9092")
    given = resolved(
        load_settings(data_dir=tmp_path), kafka_bootstrap_servers=None, mongo_url="mongodb://here/"
    )
    assert handed_on(given, monkeypatch) == given


def test_changed_settings_are_checked_as_a_whole(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="TTHC_SAVE_BYTES_MAXIMUM"):
        resolved(load_settings(data_dir=tmp_path), save_bytes_maximum=2048)
