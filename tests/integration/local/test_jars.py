"""Jars are resolved once, and again when one has gone."""

from pathlib import Path

import pytest

from dev.local import jars
from dev.local.errors import ExtraMissing, JarsNotResolved
from dev.local.extras import extra, java


class Resolver:
    """In jgo's place; fails as often as it is told to."""

    def __init__(self, jar: Path, failures: int = 0) -> None:
        self.jar, self.failures, self.calls = jar, failures, 0

    def build(self, endpoint: str, *, cache_dir: Path, update: bool) -> "Resolver":
        self.calls += 1
        if self.calls <= self.failures:
            raise ConnectionError("no network")
        self.jar.write_bytes(b"")
        return self

    @property
    def all_jars(self) -> list[Path]:
        return [self.jar]


def resolver(monkeypatch: pytest.MonkeyPatch, directory: Path, failures: int = 0) -> Resolver:
    stand_in = Resolver(directory / "a.jar", failures)
    monkeypatch.setenv("TTHC_CACHE_DIR", str(directory / "cache"))
    monkeypatch.setattr(jars, "extra", lambda module: stand_in)
    monkeypatch.setattr(jars, "_PAUSE", 0.0)
    return stand_in


def test_a_second_start_resolves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = resolver(monkeypatch, tmp_path)
    assert jars.class_path("g:a:1") == jars.class_path("g:a:1") == str(tmp_path / "a.jar")
    assert stand_in.calls == 1


def test_a_jar_that_has_gone_is_fetched_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = resolver(monkeypatch, tmp_path)
    jars.class_path("g:a:1")
    stand_in.jar.unlink()
    jars.class_path("g:a:1")
    assert (stand_in.calls, stand_in.jar.exists()) == (2, True)


def test_a_network_that_fails_twice_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = resolver(monkeypatch, tmp_path, failures=2)
    jars.class_path("g:a:1")
    assert stand_in.calls == 3


def test_without_a_network_the_artifact_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    resolver(monkeypatch, tmp_path, failures=9)
    with pytest.raises(JarsNotResolved, match="g:a:1 could not be fetched: no network"):
        jars.class_path("g:a:1")


def test_a_missing_extra_says_how_to_install_it() -> None:
    with pytest.raises(ExtraMissing, match=r"pip install \./dev"):
        extra("a_module_that_is_nowhere")


def test_the_java_runtime_comes_with_the_extra() -> None:
    assert java().is_file()
