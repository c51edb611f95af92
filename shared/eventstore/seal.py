"""A checksum of each stored event: what the disk has changed is seen where it is read.

It guards against damage, not against people: whoever changes an event can seal it again.
"""

from binascii import crc32

from eventsourcing.persistence import StoredEvent

_BEFORE, _AFTER = b'{"sum":"', b'",'
_LENGTH = len(_BEFORE) + 8 + len(_AFTER)


class SealBroken(ValueError):
    """The bytes aren't those that were saved."""


def sealed(event: StoredEvent) -> StoredEvent:
    """The event with its checksum as the first field of its state, a JSON object."""
    state = _BEFORE + _sum(event, event.state) + _AFTER + event.state[1:]
    return StoredEvent(event.originator_id, event.originator_version, event.topic, state)


def check_seal(event: StoredEvent) -> None:
    """Raise `SealBroken` where the event isn't what was sealed; one without a seal is older."""
    state = event.state
    if not state.startswith(_BEFORE):
        return
    content = b"{" + state[_LENGTH:]
    if state[len(_BEFORE) : _LENGTH] != _sum(event, content) + _AFTER:
        raise SealBroken("its checksum differs: these aren't the bytes that were saved")


def _sum(event: StoredEvent, content: bytes) -> bytes:
    place = f"{event.originator_id} {event.originator_version} {event.topic} ".encode()
    return b"%08x" % crc32(content, crc32(place))
