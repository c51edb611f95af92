"""Every reported input has a test that feeds it: logs, requests and workbooks in modules of their own."""

from tests.integration.reported import test_logs, test_requests, test_workbooks
from tests.integration.reported.feeding import FED, INPUTS

RUNNERS = (test_logs, test_requests, test_workbooks)
ABOUT = "README.md"


def test_every_file_has_a_test() -> None:
    assert sorted(path.name for path in INPUTS.iterdir() if path.name != ABOUT) == sorted(FED)


def test_the_tests_are_there() -> None:
    for test in set(FED.values()):
        assert any(hasattr(module, test) for module in RUNNERS), test


def test_the_page_beside_them_says_what_each_is() -> None:
    page = (INPUTS / ABOUT).read_text("utf-8")
    assert [name for name in FED if f"`{name}`" not in page] == []
