"""`tthc case claim-cause …`: what counts against one is contested, and decided on, by whom a token is for."""

from pathlib import Path
from typing import Annotated

import typer

from tthc.cli.groups import Commands
from tthc.cli.options import JsonOption, LanguageOption
from tthc.language import translated

CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help=translated("Số hồ sơ, ví dụ SNV-261123-0042.", "Its number: SNV-261123-0042.")
    ),
]
StepOption = Annotated[str, typer.Option(help=translated("Mã bước.", "The step's code."))]
VisitOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        help=translated(
            "Lần xử lý thứ mấy của bước; mặc định là lần trễ cuối cùng.",
            "Which visit of the step; by default the last that fits.",
        ),
    ),
]
TokenOption = Annotated[
    Path,
    typer.Option(
        "--token-file",
        exists=True,
        dir_okay=False,
        help=translated(
            "Tệp chứa mã truy cập của chính mình: lệnh được ghi là của người đó.",
            "A file with one's own access token: the command counts as that person's.",
        ),
    ),
]


def add_to(commands: Commands) -> None:
    """The commands, among those on cases."""
    commands.command(
        "claim-cause",
        help=translated(
            "Nêu nguyên nhân khách quan của một lần xử lý trễ hạn do mình làm; lãnh đạo được báo.\n\n"
            'Ví dụ: tthc case claim-cause SNV-261123-0042 --step B2 --reason "Mất điện" --token-file lan.jwt',
            "Say that a late visit of one's own was late by an objective cause; the leaders are told.\n\n"
            'Example: tthc case claim-cause SNV-261123-0042 --step B2 --reason "Power cut" '
            "--token-file lan.jwt",
        ),
    )(claim_cause)
    commands.command(
        "confirm-cause",
        help=translated(
            "Công nhận nguyên nhân khách quan: lần trễ hạn không tính cho người làm; người đó được báo.\n\n"
            "Ví dụ: tthc case confirm-cause SNV-261123-0042 --step B2 --token-file truong.jwt",
            "Confirm an objective cause: the visit isn't held against who did it, who is told.\n\n"
            "Example: tthc case confirm-cause SNV-261123-0042 --step B2 --token-file head.jwt",
        ),
    )(confirm_cause)
    commands.command(
        "refuse-cause",
        help=translated(
            "Không công nhận nguyên nhân khách quan đã nêu; người nêu được báo.\n\n"
            "Ví dụ: tthc case refuse-cause SNV-261123-0042 --step B2 --token-file truong.jwt",
            "Say that what was claimed is no objective cause; the claimant is told.\n\n"
            "Example: tthc case refuse-cause SNV-261123-0042 --step B2 --token-file head.jwt",
        ),
    )(refuse_cause)
    commands.command(
        "clear-return",
        help=translated(
            "Xác nhận một lần trả lại không do lỗi của người đã làm: không tính cho người đó.\n\n"
            "Ví dụ: tthc case clear-return SNV-261123-0042 --event 7 "
            '--reason "Biểu mẫu vừa thay đổi" --token-file truong.jwt',
            "Say that a return was no fault of whoever had done the work: it counts against nobody.\n\n"
            "Example: tthc case clear-return SNV-261123-0042 --event 7 "
            '--reason "The form had just changed" --token-file head.jwt',
        ),
    )(clear_return)


def claim_cause(
    case: CaseArgument,
    step: StepOption,
    reason: Annotated[str, typer.Option(help=translated("Nguyên nhân.", "The cause."))],
    token_file: TokenOption,
    visit: VisitOption = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help=translated("Mã sự kiện chứng minh.", "The id of an event that shows it.")
        ),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SHA-256",
            help=translated("Văn bản đính kèm chứng minh.", "An attached document that shows it."),
        ),
    ] = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """Of one's own visit."""
    from tthc.commands.case_causes import run_claim
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    shown = {"evidence": evidence or [], "documents": document or []}
    run_claim(terminal, case, token_file, {"step": step, "visit": visit, "reason": reason, **shown})


MaybeReason = Annotated[str | None, typer.Option(help=translated("Lý do.", "Why."))]


def confirm_cause(
    case: CaseArgument,
    step: StepOption,
    token_file: TokenOption,
    visit: VisitOption = None,
    reason: MaybeReason = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """By a competent leader."""
    from tthc.commands.case_causes import run_decide
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    run_decide(terminal, case, token_file, {"step": step, "visit": visit, "reason": reason}, confirmed=True)


def refuse_cause(
    case: CaseArgument,
    step: StepOption,
    token_file: TokenOption,
    visit: VisitOption = None,
    reason: MaybeReason = None,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """By a competent leader."""
    from tthc.commands.case_causes import run_decide
    from tthc.commands.terminal import Terminal

    terminal = Terminal(json=json, language=language)
    run_decide(terminal, case, token_file, {"step": step, "visit": visit, "reason": reason}, confirmed=False)


def clear_return(
    case: CaseArgument,
    event: Annotated[
        int,
        typer.Option(
            min=1,
            help=translated(
                "Số thứ tự của sự kiện trả lại trong hồ sơ, như tthc case events cho biết.",
                "The number of the case's event that sent the work back, as tthc case events tells it.",
            ),
        ),
    ],
    reason: Annotated[str, typer.Option(help=translated("Lý do.", "Why."))],
    token_file: TokenOption,
    json: JsonOption = False,
    language: LanguageOption = None,
) -> None:
    """By a competent leader."""
    from tthc.commands.case_causes import run_clear
    from tthc.commands.terminal import Terminal

    run_clear(Terminal(json=json, language=language), case, token_file, event, reason)
