"""Cases are found by their words, however these are written."""

from tests.integration.services.cases.driving import BINH, STRANGER, Office

#: What is sought, and whether it is found.
SOUGHT = {
    "bổ nhiệm": True,
    "BO NHIEM": True,
    "phó trưởng phòng": True,
    "pho truong phong": True,
    "phố trưởng phòng": False,
    "quý": True,  # the subject has quí
    "qui": True,
    "Ðoàn": True,  # an Icelandic letter, read from a scan
    "doan": True,
    "05/QĐ-UBND": True,
    "ubnd 05": True,
    "06/QĐ-UBND": False,
    "miễn nhiệm": False,
}


async def test_words_find_it_with_and_without_diacritics(office: Office) -> None:
    subject = "Bổ nhiệm Phó Trưởng phòng, quí I, ông Đoàn Hòa"
    number = await office.open(subject=subject, external_reference="05/QĐ-UBND")
    found = {sought: await office.listed(q=sought) == [number] for sought in SOUGHT}
    assert found == SOUGHT


async def test_its_number_finds_it_for_who_may_see_it(office: Office) -> None:
    number, other = await office.open(), await office.open()
    assert await office.listed(q=number) == [number]
    assert sorted(await office.listed(q=number[:10])) == sorted([number, other])
    assert await office.listed(STRANGER, q=number) == []
    assert await office.listed(BINH, q=number.rpartition("-")[2]) == [number]
