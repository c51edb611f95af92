"""A service's facts stand in `shared/deployment.py`; whoever must list them besides lists the same."""

import pytest

from shared.deployment import SERVICES, DeployedService
from shared.settings import Settings
from tests.unit.deploy.service_facts import PLACES, differing

PORTAL = DeployedService(name="portal", port=8999, events=False)
JOURNAL = DeployedService(name="journal", port=8998)


@pytest.mark.parametrize("place", PLACES)
def test_it_lists_what_is_deployed(place: str) -> None:
    assert differing(place, SERVICES) == []


@pytest.mark.parametrize("place", PLACES)
def test_it_is_told_of_one_that_it_lacks_and_of_one_too_many(place: str) -> None:
    assert differing(place, (*SERVICES, JOURNAL))
    assert differing(place, SERVICES[:-1])


def test_one_without_events_needs_no_topic_and_no_database() -> None:
    assert (PORTAL.publisher, PORTAL.topic, PORTAL.database) == (None, None, None)
    told = {place for place in PLACES if differing(place, (*SERVICES, PORTAL))}
    assert {"services/*/service.py", "deploy/compose.yaml: ports", "deploy/prometheus/prometheus.yml"} <= told
    assert not any("Topic" in place or "passwords" in place or "create-" in place for place in told)


def test_one_with_events_has_both_by_its_name() -> None:
    cases = next(one for one in SERVICES if one.name == "cases")
    assert (cases.publisher, cases.topic, cases.database) == ("cases", "tthc.cases", "tthc_cases")
    assert getattr(Settings(), cases.port_setting) == cases.port
