"""`tthc catalogue …` on editions, on files that no service has open."""

import json
from pathlib import Path

import pytest

from shared.settings import Settings
from tests.hosting import ADDRESS, hosted
from tests.integration.operations.running import own_settings, tthc
from tests.integration.services.test_catalogue_papers import found, put, sample


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """A draft of two procedures."""
    async with hosted(tmp_path / "data", "catalog", "cases", "sla", "notify") as world:
        await found(world)
        assert (await put(world, sample("SNV-02", "SNV-03"))).is_success
        await world.settle()
    return own_settings(tmp_path / "data", address=ADDRESS)


def test_an_exported_file_is_imported_again_after_a_look(settings: Settings, tmp_path: Path) -> None:
    words = ("catalogue", "export", "SNV", "--edition", "1", "--format")
    pdf, text = tmp_path / "decision.pdf", tmp_path / "catalogue.json"
    tthc(settings, *words, "pdf", "--output", str(pdf))
    tthc(settings, *words, "json", "--output", str(text))
    assert pdf.read_bytes().startswith(b"%PDF-")
    content = json.loads(text.read_text("utf-8"))
    content["procedures"].pop()
    text.write_text(json.dumps(content), "utf-8")
    preview = tthc(settings, "catalogue", "import", "SNV", str(text), "--dry-run", "--json")
    assert (preview["removed"], preview["added"]) == (["SNV-03"], [])
    assert "SNV-03" in tthc(settings, "catalogue", "import", "SNV", str(text), "--dry-run")
    done = tthc(settings, "catalogue", "import", "SNV", str(text), "--json")
    assert done["events"] == ["ProcedureRemoved"]


def test_what_is_refused_is_told_with_its_place(settings: Settings, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({**sample("SNV-02"), "agency": "STC"}), "utf-8")
    assert "catalogue of STC" in tthc(settings, "catalogue", "import", "SNV", str(bad), exit_code=1)
    text = tmp_path / "catalogue.txt"
    text.write_text("x", "utf-8")
    assert "xlsx" in tthc(settings, "catalogue", "import", "SNV", str(text), exit_code=2)


def test_a_draft_is_discarded_with_its_reason_and_recalled_only_from_a_round(settings: Settings) -> None:
    of = ("SNV", "--edition", "1", "--reason")
    assert "not out for comments" in tthc(settings, "catalogue", "recall", *of, "Sửa lại", exit_code=1)
    assert "A reason is needed" in tthc(settings, "catalogue", "discard", *of, " ", exit_code=1)
    told = tthc(settings, "catalogue", "discard", *of, "Chưa cần", "--json")
    assert told["events"] == ["DraftDiscarded"]
    assert "was discarded" in tthc(settings, "catalogue", "discard", *of, "Chưa cần", exit_code=1)


async def test_a_draft_is_recalled_from_its_round(tmp_path: Path) -> None:
    async with hosted(tmp_path / "data", "catalog", "cases", "sla", "notify") as world:
        await found(world)
        assert (await put(world, sample("SNV-02", "SNV-03"))).is_success
        sent = await world.post("catalog", "/agencies/SNV/editions/1/review", json={}, as_="bien-tap")
        assert sent.is_success, sent.text
        await world.settle()
    settings = own_settings(tmp_path / "data", address=ADDRESS)
    said = tthc(settings, "catalogue", "recall", "SNV", "--edition", "1", "--reason", "Sửa lại")
    assert "The draft of edition 1 of SNV is recalled." in said
    again = ("catalogue", "recall", "SNV", "--edition", "1", "--reason", "Sửa lại")
    assert "not out for comments" in tthc(settings, *again, exit_code=1)
