"""What is kept of an event and told to nobody: every such field, with its reason."""

import json

from shared.contracts.declaring import declaration_of
from shared.contracts.registry import EVENTS
from shared.contracts.schemas import schema

_VERSION = "which event of the case it follows from: for `verify`, and so that none is applied twice"
#: By class and field.
REASONS = {
    "ClockStarted": {
        "source_version": _VERSION,
        "due_soon_at": "nobody is told that a case is due soon",
        "due_given": "how the due instant moves with a pause",
        "due_soon_percent": "the share at which a step's end is called near, for all the clock's life",
        "step_names": "the case has told them; the steps' events say each its own",
        "alarm": "when the sweeper is to look at the case",
    },
    "ClockStopped": {"source_version": _VERSION},
    "StepDueSoon": {"source_version": _VERSION},
    "StepOverdue": {"source_version": _VERSION},
    "CaseOverdue": {"source_version": _VERSION},
    "OverdueWithdrawn": {"source_version": _VERSION},
}


def kept() -> dict[str, tuple[str, ...]]:
    """The fields that aren't told, by the class that keeps them."""
    declared = {one.__name__: declaration_of(one) for one in EVENTS}
    return {name: one.kept for name, one in declared.items() if one is not None and one.kept}


def test_each_field_that_is_not_told_has_its_reason() -> None:
    assert {name: set(fields) for name, fields in kept().items()} == {
        name: set(reasons) for name, reasons in REASONS.items()
    }


def test_no_schema_names_one() -> None:
    for one in EVENTS:
        declared = declaration_of(one)
        assert declared is not None
        assert declared.event_type is not None
        told = json.dumps(schema(declared.event_type).get("properties", {}))
        assert [name for name in declared.kept if f'"{name}"' in told] == []
