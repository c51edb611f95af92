"""Instants on the command line: as RFC 3339 has them, and nothing that leaves open when it is."""

from datetime import UTC, datetime

import pytest
import typer

from tthc.cli.instants import read_instant
from tthc.language import speaking


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05T08:00:00Z",
        "2026-03-05t08:00:00z",
        "2026-03-05 15:00:00+07:00",
        "2026-03-05T15:00+07:00",
        "2026-03-05T08:00:00.000Z",
    ],
)
def test_reads_an_instant_however_rfc_3339_lets_it_be_written(text: str) -> None:
    assert read_instant(text) == datetime(2026, 3, 5, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "không phải là thời điểm có múi giờ"), ("en", "is no instant with an offset")],
)
@pytest.mark.parametrize(
    "text", ["2026-03-05T08:00:00", "2026-03-05", "hôm qua", "", "9999-12-31T23:59:59-07:00"]
)
def test_what_is_none_is_refused_in_the_language_of_the_reader(
    text: str, language: str, sentence: str
) -> None:
    with speaking(["--language", language]), pytest.raises(typer.BadParameter, match=sentence):
        read_instant(text)
