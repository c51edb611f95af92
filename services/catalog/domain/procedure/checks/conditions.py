"""Findings of suspension and extension."""

from collections.abc import Iterator

from services.catalog.domain.procedure.procedure import Procedure
from services.catalog.errors.procedure.conditions import ConditionsMissing, ExtensionNeverAskable
from shared.errors import Refusal
from shared.working_time.wording import limits_in_words

#: What it may find.
FINDINGS = (ConditionsMissing, ExtensionNeverAskable)


def findings(procedure: Procedure) -> Iterator[Refusal]:
    for name, rule in (("suspension", procedure.suspension), ("extension", procedure.extension)):
        if rule is not None and not rule.conditions.strip():
            yield ConditionsMissing(where=f"{procedure.place}/{name}", procedure=procedure.code)
    total = procedure.time_limit
    ask = procedure.extension.ask_before if procedure.extension else None
    if total and ask and ask.counting == total.counting and ask.amount >= total.amount:
        yield ExtensionNeverAskable(
            where=f"{procedure.place}/extension",
            procedure=procedure.code,
            **limits_in_words(ask=ask, total=total),
        )
