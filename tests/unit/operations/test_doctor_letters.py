"""Dead letters that wait are told by `doctor`, and what was decided on one is told as it is."""

from typing import Any

import pytest

from shared.errors import Language, Refusal
from tests.unit.operations.asked import answering
from tthc.operations.dead_letters import decide, service_of_letter
from tthc.operations.doctor_letters import examine_letters
from tthc.operations.errors import NoSuchLetter, NotReachable
from tthc.operations.finding import Verdict

KEY = "sla.tthc.cases.5.0.baea3c92"


async def found(answer: Any) -> Any:
    return await examine_letters(answering(answer), "sla")


@pytest.mark.parametrize("language", list(Language))
async def test_waiting_ones_are_counted_with_where_to_look(language: Language) -> None:
    finding = (await found({"count": 2, "letters": [{"detail": "not JSON"}]})).told(language)
    assert finding["verdict"] == Verdict.WARNING.value
    assert finding["text"].startswith("2 ")
    assert "not JSON" in finding["text"]
    assert "tthc dlq list sla" in finding["todo"]


async def test_none_is_well_and_a_service_that_is_away_says_nothing() -> None:
    assert (await found({"count": 0, "letters": []})).verdict is Verdict.OK
    away = NotReachable(service="sla", url="http://sla", reason="away", setting="TTHC_SLA_PORT")
    assert await found(away) is None


@pytest.mark.parametrize(
    ("status", "processed", "outcome"),
    [
        ("dropped", False, "dropped"),
        ("retried", True, "retried"),
        ("retried", False, "retried (it had been processed before)"),
    ],
)
async def test_only_of_what_is_retried_it_matters_whether_it_was_processed_before(
    status: str, processed: bool, outcome: str
) -> None:
    answer = {"key": KEY, "status": status, "processed": processed}
    (done,) = await decide(answering(answer), [KEY], "drop", {"reason": "forged"})
    assert (done.outcome.en, done.failed) == (outcome, False)


@pytest.mark.parametrize("language", list(Language))
def test_an_unknown_key_is_not_answered_as_if_the_command_were_one(language: Language) -> None:
    with pytest.raises(Refusal) as refused:
        service_of_letter("KEY")
    assert isinstance(refused.value, NoSuchLetter)
    told = refused.value.message(language)
    assert "tthc dlq list" in told
    assert not told.endswith(": tthc dlq list.")
