"""Where an event comes from, and what its id is made of."""

from uuid import uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.source import EVENT_NAMESPACE, Source, dataschema, event_id, service_of
from shared.contracts.topics import Service

addresses = st.sampled_from(
    ["https://tthc.example.gov.vn", "http://localhost:8080", "https://cong.example.vn/tthc"]
)
epochs = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", fullmatch=True).filter(str.isascii)


@given(addresses, st.sampled_from(Service), epochs)
def test_a_source_is_read_as_it_was_written(address: str, service: Service, epoch: str) -> None:
    assert Source.parse(str(Source(address, service, epoch))) == Source(address, service, epoch)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cases",
        "cases/1",
        "/cases/1",
        "https://tthc.example.gov.vn/dreams/1",
        "https://tthc.example.gov.vn/cases/",
        "https://tthc.example.gov.vn/cases/một",
        "https://tthc.example.gov.vn//cases/1",
        "ftp://tthc.example.gov.vn/cases/1",
        "https://tthc example/cases/1",
    ],
)
def test_what_is_no_source_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Source.parse(text)


@given(st.sampled_from(Service), st.text(min_size=1).filter(str.isprintable), st.integers(1, 10**9))
def test_an_events_id_is_the_uuid5_of_service_stream_and_version(
    service: Service, stream: str, version: int
) -> None:
    assert event_id(service, stream, version) == str(
        uuid5(EVENT_NAMESPACE, f"{service.value}/{stream}/{version}")
    )


def test_an_events_id_stays_the_same_for_ever() -> None:
    assert event_id(Service.CASES, "case-SNV-261201-0001", 1) == "b205966a-2d4f-58ab-bed5-97ca637c2d2a"


@pytest.mark.parametrize(
    "text",
    ["", "CaseOpened", "tthc.cases.caseOpened.v1", "tthc.dreams.Dreamt.v1", "tthc.cases.CaseOpened.v0"],
)
def test_what_is_no_event_type_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        service_of(text)


def test_a_schema_stands_at_the_deployments_address() -> None:
    found = dataschema("https://tthc.example.gov.vn", "tthc.cases.CaseOpened.v1")
    assert found == "https://tthc.example.gov.vn/schemas/tthc.cases.CaseOpened.v1.json"
