"""Assertions in the shared classes are explained like those in the tests that inherit them."""

import pytest

pytest.register_assert_rewrite(
    *(
        f"tests.contract.documents.{part}"
        for part in ("writing", "asking", "generations", "projecting", "setting_aside")
    )
)
