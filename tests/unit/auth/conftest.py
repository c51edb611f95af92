import pytest

from tests.unit.auth.signing import TestIssuer


@pytest.fixture
def issuer() -> TestIssuer:
    return TestIssuer()
