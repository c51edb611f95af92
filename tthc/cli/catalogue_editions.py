"""`tthc catalogue diff`, `export`, `import`, `recall` and `discard`: what is done with one edition."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

commands = Commands()

AgencyArgument = Annotated[str, typer.Argument(help=translated("Mã cơ quan.", "The agency's code."))]
EditionOption = Annotated[int, typer.Option(min=1, max=9999, help=translated("Lần ban hành.", "Its number."))]
ReasonOption = Annotated[str, typer.Option(help=translated("Lý do, được lưu lại.", "Why; it is kept."))]


class FileFormat(StrEnum):
    """What an edition is exported as."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"

    @property
    def paper(self) -> str:
        """The name of the paper that has this form."""
        return "decision" if self in (FileFormat.DOCX, FileFormat.PDF) else "catalogue"


@commands.command(
    "diff",
    help=translated(
        "So sánh hai lần ban hành danh mục: thủ tục thêm, bãi bỏ, thay đổi; các bước; thời hạn. Luôn kể từ "
        "lần cũ đến lần mới.\n\nVí dụ: tthc catalogue diff SNV --from 1 --to 2",
        "Compare two editions of a catalogue: procedures added, removed, changed; steps; limits. Always told "
        "from the older to the newer.\n\nExample: tthc catalogue diff SNV --from 1 --to 2",
    ),
)
def diff(
    agency: AgencyArgument,
    before: Annotated[
        int, typer.Option("--from", min=1, max=9999, help=translated("Lần cũ.", "The older edition."))
    ],
    after: Annotated[
        int, typer.Option("--to", min=1, max=9999, help=translated("Lần mới.", "The newer edition."))
    ],
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """The difference as a table, or as data."""
    from tthc.commands.catalogue_difference import run_diff
    from tthc.commands.terminal import Terminal

    run_diff(Terminal(json=json, language=language), agency, before, after)


@commands.command(
    "export",
    help=translated(
        "Xuất một lần ban hành danh mục ra tệp: quyết định kèm phụ lục (docx, pdf) hoặc toàn bộ danh mục "
        "(xlsx, json, csv). Tệp xlsx và json sửa được rồi nhập lại.\n\nVí dụ: "
        "tthc catalogue export SNV --edition 2 --format pdf --output quyet-dinh.pdf",
        "Write an edition of a catalogue to a file: the decision with its appendix (docx, pdf), or the whole "
        "catalogue (xlsx, json, csv). XLSX and JSON can be edited and imported again.\n\nExample: "
        "tthc catalogue export SNV --edition 2 --format pdf --output decision.pdf",
    ),
)
def export(
    agency: AgencyArgument,
    edition: EditionOption,
    output: Annotated[
        Path,
        typer.Option(dir_okay=False, writable=True, help=translated("Tệp được ghi.", "The file to write.")),
    ],
    format: Annotated[
        FileFormat, typer.Option(help=translated("Dạng tệp.", "The form of the file."))
    ] = FileFormat.XLSX,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Write the file, and say how large it is."""
    from tthc.commands.catalogue_papers import run_export
    from tthc.commands.terminal import Terminal

    run_export(Terminal(json=json, language=language), agency, edition, f"{format.paper}.{format}", output)


@commands.command(
    "import",
    help=translated(
        "Nhập cả danh mục từ tệp xlsx hoặc json đã xuất: vào bản dự thảo đang mở, hoặc lập bản dự thảo mới. "
        "Mọi ô sai đều được nêu; chỉ nhập khi tất cả đều đúng. --dry-run chỉ cho xem thay đổi."
        "\n\nVí dụ: tthc catalogue import SNV danh-muc.xlsx --dry-run",
        "Take in a whole catalogue from an exported XLSX or JSON file: into the open draft, or a new one. "
        "Every bad cell is named; nothing is imported unless all is good. --dry-run only shows the changes."
        "\n\nExample: tthc catalogue import SNV catalogue.xlsx --dry-run",
    ),
)
def import_(
    agency: AgencyArgument,
    path: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, readable=True, help=translated("Tệp .xlsx hoặc .json.", "Its file.")
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=translated("Chỉ cho xem thay đổi.", "Only show the changes."))
    ] = False,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Import the file, or tell what that would change."""
    from tthc.commands.catalogue_papers import run_import
    from tthc.commands.terminal import Terminal

    run_import(Terminal(json=json, language=language), agency, path, dry_run=dry_run)


@commands.command(
    "recall",
    help=translated(
        "Rút dự thảo danh mục đang lấy ý kiến về để sửa tiếp. Góp ý đã có vẫn phải được trả lời; vòng lấy ý "
        "kiến này không được tính.\n\nVí dụ: "
        'tthc catalogue recall SNV --edition 2 --reason "Còn thiếu thủ tục"',
        "Take a draft back from the agency that comments, to work on it again. Comments that were made are "
        "still to be answered; the round counts for nothing.\n\nExample: "
        'tthc catalogue recall SNV --edition 2 --reason "A procedure is missing"',
    ),
)
def recall(
    agency: AgencyArgument,
    edition: EditionOption,
    reason: ReasonOption,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """End the open round of comments."""
    from tthc.commands.catalogue_drafts import run_recall
    from tthc.commands.terminal import Terminal

    run_recall(Terminal(json=json, language=language), agency, edition, reason)


@commands.command(
    "discard",
    help=translated(
        "Hủy bỏ hẳn một dự thảo danh mục. Nội dung vẫn đọc được; số lần ban hành không dùng lại. Danh mục đã "
        "ban hành thì không hủy bỏ được, chỉ bãi bỏ bằng quyết định.\n\nVí dụ: "
        'tthc catalogue discard SNV --edition 2 --reason "Chưa cần ban hành"',
        "Give a draft up for good. Its content stays readable, and its number isn't used again. What is "
        "issued can't be discarded; it is withdrawn by a decision.\n\nExample: "
        'tthc catalogue discard SNV --edition 2 --reason "Not needed yet"',
    ),
)
def discard(
    agency: AgencyArgument,
    edition: EditionOption,
    reason: ReasonOption,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Give the draft up."""
    from tthc.commands.catalogue_drafts import run_discard
    from tthc.commands.terminal import Terminal

    run_discard(Terminal(json=json, language=language), agency, edition, reason)
