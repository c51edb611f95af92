"""What the dashboards on work ask: figures of the chosen agencies in the chosen rollout waves.

The wave is joined to a figure by `tthc_agency_wave`, of which each agency has one.
"""

_WAVE = 'agency:tthc_agency_wave:max{wave=~"$wave"}'


def chosen(figure: str) -> str:
    """A figure of each chosen agency, with its wave: `chosen("steps_open")`."""
    return f'(agency:tthc_{figure}:max{{agency=~"$agency"}} * on (agency) group_left (wave) {_WAVE})'


def escalations() -> str:
    """The open escalations of each chosen agency, over all levels, with its wave."""
    return f'(agency:tthc_escalations_open:sum{{agency=~"$agency"}} * on (agency) group_left (wave) {_WAVE})'


def escalations_by_level() -> str:
    """The open escalations of all chosen agencies, by level."""
    return _by_level('max by (agency, level) (tthc_escalations_open{agency=~"$agency"})')


def unacknowledged_by_level() -> str:
    """Of those, what nobody has acknowledged for long, by level."""
    return _by_level('agency_level:tthc_escalations_unacknowledged:max{agency=~"$agency"}')


def _by_level(levels: str) -> str:
    return f"sum by (level) ({levels} * on (agency) group_left (wave) {_WAVE})"


def in_time(by: str | None = None) -> str:
    """Of what was completed on the last 30 days, the share in time; by wave or agency, or of all."""
    over = f" by ({by})" if by else ""
    late, done = chosen("month_steps_done_late"), chosen("month_steps_done")
    return f"1 - sum{over} ({late}) / sum{over} ({done})"


def told_late() -> str:
    """How often overdue was told late, by agency and cause, since the look before."""
    counter = 'tthc_overdue_told_late_total{agency=~"$agency"}'
    increase = f"increase({counter}[$__rate_interval])"
    return f"sum by (agency, cause) ({increase} * on (agency) group_left (wave) {_WAVE})"


def summed(expression: str, by: str | None = None) -> str:
    """Of all chosen agencies together, or by wave."""
    return f"sum{f' by ({by})' if by else ''} ({expression})"


def most(expression: str) -> str:
    """The ten agencies with most of it."""
    return f"topk(10, {expression})"
