"""Whether the names in a log can be names in a catalogue."""

from tthc.mining.log.columns import Field
from tthc.mining.log.errors import NameTooLong
from tthc.mining.log.events import LogEvent

LONGEST_NAME = 500  #: characters, of what the catalog takes as a name


def check_names(event: LogEvent) -> None:
    """Raises `NameTooLong`."""
    for field, name in (
        (Field.CASE, event.case_id),
        (Field.ACTIVITY, event.activity),
        (Field.GROUP, event.group),
        (Field.RESOURCE, event.resource),
    ):
        if name is not None and len(name) > LONGEST_NAME:
            lengths = {"characters": len(name), "longest": LONGEST_NAME}
            raise NameTooLong(where=event.place, column=field.value, **lengths)
