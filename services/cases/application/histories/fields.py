"""The field of an act at which a refusal of its command lies."""

from services.cases.application.histories import acts
from shared.errors import Forbidden, Refusal
from shared.working_time.errors import LimitBeyondCalendar

#: What commands call otherwise than acts do.
_CALLED = {"time_limit": "limit", "external_reference": "case"}


def field_of(act: acts.AnyAct, refusal: Refusal) -> str:
    """Its name; where the refusal names none: `by` if somebody else may, else `act`.

    Rules name a step by its code: that is the act's own step, or one that it goes to.
    """
    if isinstance(refusal, LimitBeyondCalendar) and isinstance(act, acts.Request):
        return "limit"
    where = refusal.where or ""
    field = _CALLED.get(where, where)
    if field in (*act.__struct_fields__, "agency"):  # of a coordination, the agency stands at its request
        return field
    if where and where == getattr(act, "step", None):
        return "step"
    for number, goal in enumerate(_goals(act)):
        if where == goal.step:
            return f"to[{number}].step" if isinstance(act, acts.HandOff) else "to.step"
        if where and where in (goal.division, goal.official):
            return "to"
    if where in ("division", "official") and _goals(act):
        return "to"
    return "by" if isinstance(refusal, Forbidden) else "act"


def _goals(act: acts.AnyAct) -> tuple[acts.Goal, ...]:
    if isinstance(act, acts.Return):
        return (act.to,)
    return (act.to or ()) if isinstance(act, acts.HandOff) else ()
