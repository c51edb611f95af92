"""What a decision on a catalogue rests on. Law moves, so each ground has its days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ground:
    """A document that is cited from `since`, up to `until` (its last day; None: still in force)."""

    text: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


_GROUNDS = (
    Ground(
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của "
        "Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019",
        date(2020, 7, 1),
        date(2025, 2, 28),
    ),
    Ground(
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025", date(2025, 3, 1), date(2025, 6, 15)
    ),
    Ground("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", date(2025, 6, 16)),
    Ground(
        "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính, "
        "được sửa đổi, bổ sung bởi Nghị định số 48/2013/NĐ-CP ngày 14 tháng 5 năm 2013 và Nghị định số "
        "92/2017/NĐ-CP ngày 07 tháng 8 năm 2017",
        date(2017, 9, 25),
    ),
    Ground(
        "Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 năm 2022 của Thủ tướng Chính phủ ban hành Kế hoạch rà "
        "soát, đơn giản hóa thủ tục hành chính nội bộ trong hệ thống hành chính nhà nước giai đoạn "
        "2022 - 2025",
        date(2022, 9, 15),
        date(2025, 12, 31),  # a plan gives no ground for what comes after its period
    ),
)


def grounds_on(day: date, issuer: str) -> tuple[str, ...]:
    """The grounds of a decision of that day, as printed: all ended by `;`, the last by `.`."""
    cited = [f"Căn cứ {ground.text}" for ground in _GROUNDS if ground.holds_on(day)]
    cited.append(f"Căn cứ chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của {issuer}")
    proposal = "Theo đề nghị của bộ phận được giao chủ trì rà soát, lập danh mục thủ tục"
    return (*(f"{text};" for text in cited), f"{proposal}.")
