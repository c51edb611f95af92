"""README in a checkout that is set up: its blocks typed, the demo's last lines too, every page opened."""

import re
from collections.abc import Iterator, Mapping, Sequence

import httpx
import pytest

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


# --- pages that are named ------------------------------------------------------------------------

_ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):(\d{4,5}|\$port)\b(/[^\s`'\"<>)\]]*)?")
_OF_A_SERVICE = re.compile(r"http://127\.0\.0\.1:810[0-4]\b")  #: others need Docker
_EACH = ("8101", "8102", "8103", "8104")
_LEADER = "person=chu-tich&agency=SNV"
#: As whom a line asks: what it has, and what the issuer is asked for; an operator if that is nothing.
_IN_PAGES = {"$TOKEN": "", "$LEADER": _LEADER}
_IN_THE_DEMO = {"ask '": _LEADER}


def named(text: str) -> Iterator[tuple[str, str]]:
    """The pages that a text names, each with its line."""
    for line in text.splitlines():
        for port, path in _ADDRESS.findall(line):
            for one in _EACH if port == "$port" else [port]:
                yield f"http://127.0.0.1:{one}{path.rstrip('.,')}", line


def signed(demo: Demo, query: str) -> dict[str, str]:
    """The header of whoever the demo's issuer is asked for; of an operator, if for nobody."""
    issuer = f"http://127.0.0.1:{demo.settings.issuer_port}/token"
    client = {"auth": ("operator", "tthc-demo"), "data": {"grant_type": "client_credentials"}}
    told = httpx.get(f"{issuer}?{query}") if query else httpx.post(issuer, **client)  # type: ignore[arg-type]
    return {"Authorization": f"Bearer {told.json()['access_token']}"}


def wrong(demo: Demo, pages: Sequence[tuple[str, str]], people: Mapping[str, str]) -> list[str]:
    """The pages that don't open: as whom their line says, without a token where it says nobody."""
    tokens, found = {mark: signed(demo, query) for mark, query in people.items()}, []
    for address, line in pages:
        headers = next((token for mark, token in tokens.items() if mark in line), {})
        answer = httpx.get(
            at_ports_of(demo.settings, address), headers=headers, timeout=60, follow_redirects=True
        )
        if not answer.is_success:
            found.append(f"{address}: {answer.status_code} {answer.text[:200]}")
    return found


def test_every_page_that_the_demo_s_lines_name_opens(demo: Demo) -> None:
    pages = [*named(demo.told)]
    assert len(pages) >= 13
    assert wrong(demo, pages, _IN_THE_DEMO) == []


def test_every_page_that_a_page_names_opens(demo: Demo) -> None:
    texts = [page.read_text("utf-8") for page in PAGES]
    pages = [one for text in texts for one in named(text) if _OF_A_SERVICE.match(one[0])]
    assert len(pages) >= 15
    assert wrong(demo, pages, _IN_PAGES) == []


def test_a_page_that_does_not_open_is_seen(demo: Demo) -> None:
    text = """\
See http://127.0.0.1:8101/dreams.
curl http://127.0.0.1:8103/overdue
curl -H "Authorization: Bearer $TOKEN" 'http://127.0.0.1:8103/overdue?agency=SNV'
curl -H "Authorization: Bearer $LEADER" 'http://127.0.0.1:8103/overdue?agency=SNV'
"""
    assert [one.split(" ")[1] for one in wrong(demo, [*named(text)], _IN_PAGES)] == ["404", "401", "403"]
