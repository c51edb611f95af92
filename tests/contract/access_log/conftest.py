"""Assertions in the shared class are explained like those in the tests that inherit it."""

import pytest

pytest.register_assert_rewrite("tests.contract.access_log.keeping", "tests.contract.access_log.accesses")
