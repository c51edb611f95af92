"""Documents that stand aside are told by `doctor`, with what to do."""

from typing import Any

import pytest

from shared.errors import Language
from tests.unit.operations.asked import answering
from tthc.operations.doctor_views import examine_views
from tthc.operations.errors import NotReachable
from tthc.operations.finding import Verdict

ASIDE = {"view": "clocks", "collection": "clocks", "generation": 1, "id": "SNV-1", "reason": "too large"}


async def found(answer: Any) -> Any:
    return await examine_views(answering(answer), "sla")


@pytest.mark.parametrize("language", list(Language))
async def test_what_stands_aside_is_named_with_the_command_that_tries_it_again(language: Language) -> None:
    finding = (await found([ASIDE])).told(language)
    assert finding["verdict"] == Verdict.WARNING.value
    assert "clocks/SNV-1: too large" in finding["text"]
    assert "tthc rebuild sla/clocks" in finding["todo"]


async def test_whole_read_models_are_well_and_a_service_that_is_away_says_nothing() -> None:
    assert (await found([])).verdict is Verdict.OK
    away = NotReachable(service="sla", url="http://sla", reason="away", setting="TTHC_SLA_PORT")
    assert await found(away) is None
