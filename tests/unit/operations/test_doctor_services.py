"""`doctor` tells a service that nobody has started from one whose port another program has."""

from pathlib import Path
from typing import Any, cast

import pytest

from shared.errors import Language
from shared.settings import Settings
from tthc.operations import doctor_services
from tthc.operations.access import Operator
from tthc.operations.finding import Verdict
from tthc.operations.listeners import Listener


class Silent:
    """An operator whom no service answers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    async def ready(self, _service: str) -> None:
        return None


async def found(holder: Listener | None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(doctor_services, "listener_on", {8102: holder}.get)
    operator = cast(Operator, Silent(Settings(data_dir=folder, _env_file=None)))
    return await doctor_services.examine_service(operator, "cases", expected=False)


@pytest.mark.parametrize("language", list(Language))
async def test_who_has_the_port_is_named_with_what_to_do(
    language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (await found(Listener("nginx", 17), tmp_path, monkeypatch)).told(language)
    assert told["verdict"] == Verdict.WARNING.value
    assert "nginx" in told["text"]
    assert "17" in told["text"]
    assert "TTHC_CASES_PORT" in told["todo"]


async def test_a_free_port_is_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = await found(None, tmp_path, monkeypatch)
    assert finding.verdict is Verdict.OK
    assert (
        finding.text.en
        == "isn't running: http://127.0.0.1:8102 doesn't answer, port 8102 of this machine is free"
    )
