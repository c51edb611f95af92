"""Facts said again in another record, by their names."""

from dataclasses import dataclass, field

import pytest

from shared.restating import restate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    case: str
    reason: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unsure:
    case: str | None
    reason: str


@dataclass(kw_only=True)
class _Known:
    case: str
    division: str

    @property
    def official(self) -> str:
        return f"head of {self.division}"

    def reason(self) -> str:
        return "a method is no fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    case: str
    reason: str
    official: str = "nobody"
    recorded_at: str
    length: int = field(init=False, default=0)


def test_what_stands_in_both_is_taken_over_and_the_rest_given() -> None:
    recorded = restate(_Recorded, _Asked(case="C1", reason="late"), recorded_at="now")
    assert recorded == _Recorded(case="C1", reason="late", recorded_at="now")


def test_properties_count_and_methods_do_not() -> None:
    recorded = restate(_Recorded, _Known(case="C1", division="P1"), reason="late", recorded_at="now")
    assert (recorded.official, recorded.reason) == ("head of P1", "late")


def test_what_is_given_by_name_stands_first_then_the_earlier_source() -> None:
    asked, known = _Asked(case="C1", reason="late"), _Known(case="C2", division="P1")
    assert restate(_Recorded, known, asked, recorded_at="now").case == "C2"
    assert restate(_Recorded, known, asked, case="C3", recorded_at="now").case == "C3"


def test_a_fact_that_nobody_gives_is_missed_by_its_name() -> None:
    with pytest.raises(TypeError, match="recorded_at"):
        restate(_Recorded, _Asked(case="C1", reason="late"))


def test_what_the_target_does_not_have_is_not_taken() -> None:
    with pytest.raises(TypeError, match="unknown"):
        restate(_Recorded, _Asked(case="C1", reason="late"), recorded_at="now", unknown=1)


def test_a_fact_of_another_type_is_not_the_same_fact() -> None:
    asked = _Unsure(case=None, reason="late")
    with pytest.raises(TypeError, match=r"_Recorded.case isn't what _Unsure.case is"):
        restate(_Recorded, asked, recorded_at="now")
    assert restate(_Recorded, asked, case="C1", recorded_at="now").case == "C1"


def test_only_records_are_restated() -> None:
    with pytest.raises(TypeError):
        restate(_Recorded, object(), recorded_at="now")
