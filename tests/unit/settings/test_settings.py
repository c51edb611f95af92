"""Settings: one name, all errors at once, secrets from files, and nothing of the demo in production."""

import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from shared.contracts.topics import Service
from shared.settings import Environment, Settings, SettingsInvalid, load_settings, settings_reference

PRODUCTION: dict[str, Any] = {
    "environment": "production",
    "address": "https://tthc.example.gov.vn",
    "oidc_issuer": "https://id.example.gov.vn",
    "oidc_client_secret": "9f2c",
}


SIGNED_IN: dict[str, Any] = {
    "kafka_bootstrap_servers": "kafka:9092",
    "kafka_security_protocol": "SASL_SSL",
    "kafka_sasl_user": "tthc-cases",
    "kafka_sasl_password": "9f2c",
}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:

    for name in list(os.environ):
        if name.startswith("TTHC_") or name in {"KAFKA_BOOTSTRAP_SERVERS", "POSTGRES_URL", "MONGO_URL"}:
            monkeypatch.delenv(name)


def problems(**given: Any) -> tuple[str, ...]:
    with pytest.raises(SettingsInvalid) as invalid:
        load_settings(**given)
    return invalid.value.problems


def test_without_anything_set_it_is_the_embedded_demo() -> None:
    settings = load_settings()
    assert (settings.environment, settings.data_dir) == (Environment.DEMO, Path("var"))
    assert (settings.kafka_bootstrap_servers, settings.postgres_url, settings.mongo_url) == (None, None, None)
    assert settings.oidc_issuer == "http://127.0.0.1:8100"
    assert settings.url_of(Service.CASES) == "http://127.0.0.1:8102"


def test_the_demo_issuer_follows_its_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_ISSUER_PORT", "9100")
    assert load_settings().oidc_issuer == "http://127.0.0.1:9100"


@pytest.mark.parametrize("name", ["KAFKA_BOOTSTRAP_SERVERS", "POSTGRES_URL", "MONGO_URL"])
def test_the_usual_names_of_servers_are_taken_too(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "usual")
    assert getattr(load_settings(), name.lower()) == "usual"
    assert getattr(load_settings(**{name.lower(): "given"}), name.lower()) == "given"
    monkeypatch.setenv(f"TTHC_{name}", "ours")
    assert getattr(load_settings(), name.lower()) == "ours"
    assert getattr(load_settings(**{name.lower(): "given"}), name.lower()) == "given"


def test_all_problems_are_told_at_once_each_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_SLA_PORT", "70000")
    monkeypatch.setenv("TTHC_LOG_FORMAT", "xml")
    monkeypatch.setenv("TTHC_RELAY_CHUNKS", "5")
    monkeypatch.setenv("TTHC_OIDC_CLIENT_SECRET_FILE", "/does/not/exist")
    told = problems()
    variables = {problem.partition(":")[0] for problem in told}
    assert variables == {"TTHC_SLA_PORT", "TTHC_LOG_FORMAT", "TTHC_RELAY_CHUNKS", "TTHC_OIDC_CLIENT_SECRET"}
    assert any("did you mean TTHC_RELAY_CHUNK?" in problem for problem in told)


def test_a_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://an:hunter2@db:5432\n")
    monkeypatch.setenv("TTHC_POSTGRES_URL_FILE", str(secret))
    settings = load_settings()
    assert settings.postgres_url == "postgresql://an:hunter2@db:5432"
    assert "hunter2" not in repr(settings)


def test_a_secret_from_two_places_is_a_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql://a")
    monkeypatch.setenv("TTHC_POSTGRES_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("POSTGRES_URL", "postgresql://b")
    assert "keep one of them" in problems()[0]


def test_only_secrets_come_from_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_HOST_FILE", "/etc/hostname")
    assert problems()[0].startswith("TTHC_HOST_FILE: no such setting")


def test_a_variable_that_is_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTHC_KAFKA_BOOTSTRAP_SERVERS", "")
    assert load_settings().kafka_bootstrap_servers is None


def test_an_event_fits_into_a_save() -> None:
    assert problems(event_bytes_maximum=65_536, save_bytes_maximum=4096)[0].startswith(
        "TTHC_EVENT_BYTES_MAXIMUM"
    )
    assert problems(save_bytes_maximum=200_000)[0].startswith("TTHC_SAVE_BYTES_MAXIMUM")


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().host = "0.0.0.0"  # type: ignore[misc]


def test_production_starts_when_it_has_what_it_needs() -> None:
    assert load_settings(**PRODUCTION, postgres_url="postgresql://tthc:9f2c@db:5432").production


@pytest.mark.parametrize(
    ("changed", "variable"),
    [
        ({"oidc_issuer": "http://127.0.0.1:8100"}, "TTHC_OIDC_ISSUER"),
        ({"oidc_issuer": "https://localhost:8100"}, "TTHC_OIDC_ISSUER"),
        ({"oidc_issuer": "http://id.example.gov.vn"}, "TTHC_OIDC_ISSUER"),
        ({"address": "urn:tthc:demo"}, "TTHC_ADDRESS"),
        ({"oidc_client_secret": "tthc-demo"}, "TTHC_OIDC_CLIENT_SECRET"),
        ({"postgres_url": "postgresql://postgres:postgres@db:5432"}, "TTHC_POSTGRES_URL"),
        ({"postgres_url": "postgresql://postgres@/postgres?host=/tmp/pg"}, "TTHC_POSTGRES_URL"),
        (
            {"postgres_url": "postgresql://postgres@%2Fdata%2Fpg/postgres", "data_dir": "/data"},
            "TTHC_POSTGRES_URL",
        ),
        ({"mongo_url": "mongodb://root:changeme@db"}, "TTHC_MONGO_URL"),
        ({"kafka_bootstrap_servers": "kafka:9092"}, "TTHC_KAFKA_SECURITY_PROTOCOL"),
        ({**SIGNED_IN, "kafka_security_protocol": "SASL_PLAINTEXT"}, "TTHC_KAFKA_SECURITY_PROTOCOL"),
    ],
)
def test_production_refuses_what_is_for_the_demo(changed: dict[str, Any], variable: str) -> None:
    told = problems(**PRODUCTION | changed)
    assert [problem.partition(":")[0] for problem in told] == [variable]


@pytest.mark.parametrize(
    "way",
    [
        SIGNED_IN,
        {"kafka_bootstrap_servers": "kafka:9092", "kafka_security_protocol": "SSL"},
        {"kafka_bootstrap_servers": "kafka:9092", "kafka_plaintext_allowed": True},
    ],
)
def test_production_takes_a_way_to_kafka_that_is_kept(way: dict[str, Any]) -> None:
    assert load_settings(**PRODUCTION, **way).production


@pytest.mark.parametrize("lacking", ["kafka_sasl_user", "kafka_sasl_password"])
def test_who_signs_in_at_kafka_has_a_user_and_a_password(lacking: str) -> None:
    (problem,) = problems(**{name: value for name, value in SIGNED_IN.items() if name != lacking})
    assert problem.startswith("TTHC_KAFKA_SASL_USER")


def test_a_password_for_kafka_is_shown_to_nobody() -> None:
    settings = load_settings(**SIGNED_IN | {"kafka_sasl_password": "hunter2"})
    assert "hunter2" not in repr(settings)
    assert "hunter2" not in str(problems(**SIGNED_IN | {"kafka_sasl_password": "hunter2", "host": 1}))


def test_no_problem_repeats_a_secret() -> None:
    told = problems(**PRODUCTION | {"postgres_url": "postgresql://postgres:changeme@db"})
    assert "changeme" not in " ".join(told)


def test_every_setting_stands_in_the_reference_with_its_meaning() -> None:
    reference = settings_reference()
    for name, field in Settings.model_fields.items():
        assert f"`TTHC_{name.upper()}`" in reference
        assert field.description
        assert field.description.endswith(".")
