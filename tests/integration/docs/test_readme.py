"""README in a checkout that is set up: its blocks typed, the demo's last lines too, every page opened."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.hosting import person
from tests.integration.docs.checkout import environment, set_up
from tests.integration.docs.demo import README, Demo, check_answers, check_told, demo_in
from tests.integration.docs.deployment import at_ports_of, settings_in
from tests.integration.docs.pages import DOCS

PAGES = (README, *sorted(DOCS.rglob("*.md")))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = set_up(tmp_path_factory.mktemp("checkout"))
    settings = settings_in(folder / "var")
    with demo_in(folder, settings, environment(settings)) as demo:
        yield demo
    assert not answers(f"http://127.0.0.1:{settings.cases_port}/livez")


def answers(address: str) -> bool:
    try:
        return httpx.get(address).is_success
    except httpx.TransportError:
        return False


def test_the_demo_tells_who_is_late_by_how_much_and_why(demo: Demo) -> None:
    check_told(demo.told)


def test_the_lines_that_it_prints_last_are_typed(demo: Demo) -> None:
    check_answers(demo.ask(environment(demo.settings)))
