"""Why a dead letter can't be tried again is told in one language, not half in another."""

import pytest

from shared.contracts.malformed import MalformedReason, MalformedRecord, in_words
from shared.errors import Language
from shared.messaging.dead_letters import DeadLetterUnreadable


@pytest.mark.parametrize("reason", MalformedReason)
def test_the_reason_is_in_the_reader_s_language(reason: MalformedReason) -> None:
    stored = str(MalformedRecord(reason=reason, detail="…"))
    refusal = DeadLetterUnreadable(key="sla.1", why=in_words(reason.value, stored))
    vi, en = (refusal.message(language) for language in (Language.VI, Language.EN))
    assert "record" not in vi
    assert in_words(reason.value, stored).en in en


def test_of_another_reason_there_are_the_words_that_were_kept() -> None:
    refusal = DeadLetterUnreadable(key="sla.1", why=in_words("failed", "ValueError: x"))
    assert "ValueError: x; mend its sender" in refusal.message(Language.EN)
