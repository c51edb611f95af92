"""The world in memory that short histories are told in."""

from collections.abc import Iterator

import pytest

from services.cases.application.known_here import KnownHere
from tests.unit.cases.histories.five_agencies import calendar_here, header
from tests.unit.cases.histories.told import Told
from tests.unit.cases.histories.world import world


@pytest.fixture
def history() -> Iterator[Told]:
    with pytest.MonkeyPatch.context() as patch, world() as made:
        patch.setattr(KnownHere, "calendar", calendar_here)
        made.begin(header())
        told = Told(made)
        told.begin()
        yield told
