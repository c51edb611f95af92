"""The difference of two editions as a section of a page: to read on screen, aloud, and on paper."""

from collections.abc import Iterable, Sequence

from services.catalog.api.procedure.difference_words import Words
from services.catalog.api.procedure.markup import Markup, element, style, together
from services.catalog.domain.procedure.difference import (
    Difference,
    FieldChange,
    PlacedStep,
    ProcedureChange,
    StageOutline,
    StepChange,
)
from services.catalog.domain.procedure.procedure import Procedure

_RULES = """
.edition-difference{font:1rem/1.5 "Public Sans",system-ui,sans-serif;color:#1b1b1b;background:#fff;
max-width:72rem;margin:0 auto;padding:1rem}
.edition-difference h2{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
.edition-difference h3{font-size:1.2rem;margin:2rem 0 .5rem;padding-bottom:.25rem;
border-bottom:2px solid #005ea2}
.edition-difference h4{font-size:1rem;margin:1.25rem 0 .5rem}
.edition-difference dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:0}
.edition-difference dl div{display:flex;gap:.5rem}
.edition-difference dt::after{content:":"}
.edition-difference dd{margin:0;font-weight:700}
.edition-difference .wide{overflow-x:auto}
.edition-difference table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;table-layout:fixed}
.edition-difference caption{text-align:left;font-weight:600;padding:.25rem 0}
.edition-difference .said-above{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.edition-difference .list th:first-child{width:6rem}
.edition-difference .list th:last-child{width:11rem}
.edition-difference th,.edition-difference td{border:1px solid #8d9297;padding:.375rem .5rem;text-align:left;
vertical-align:top;overflow-wrap:anywhere;white-space:pre-line}
.edition-difference thead th{background:#eef1f4}
.edition-difference tbody th{font-weight:600}
.edition-difference ul{margin:0;padding-left:1.1rem}
.edition-difference del{color:#8b0a03;text-decoration-thickness:1px}
.edition-difference ins{color:#0b5a23;text-decoration:none;font-weight:600}
@media (prefers-color-scheme:dark){.edition-difference{color:#f0f0f0;background:#1b1b1b}
.edition-difference thead th{background:#2d2e2f}.edition-difference del{color:#ff9c95}
.edition-difference ins{color:#8fe3a5}}
@media (max-width:40rem){.edition-difference table{table-layout:auto;min-width:34rem}}
@media print{.edition-difference{color:#000;background:#fff;max-width:none;padding:0;font-size:10pt}
.edition-difference tr,.edition-difference h3,.edition-difference h4,.edition-difference caption
{break-inside:avoid;break-after:avoid}.edition-difference tr{break-after:auto}
.edition-difference thead{display:table-header-group}.edition-difference .wide{overflow:visible}
.edition-difference del,.edition-difference ins{color:#000}}
"""


def difference_page(agency: str, before: int, after: int, found: Difference, words: Words) -> Markup:
    """The section, with its own style; `agency` is the name that readers know."""
    title = words.pick(
        f"{agency}: danh mục lần {after} so với lần {before}",
        f"{agency}: edition {after} of the catalogue against edition {before}",
    )
    content = element("p", words.pick("Hai lần ban hành giống nhau.", "The editions are the same."))
    if not found.empty:
        content = together(_summary(found, words), *_parts(found, words))
    heading = element("h2", title, id="edition-difference-title")
    return element(
        "section",
        style(_RULES),
        heading,
        content,
        class_="edition-difference",
        lang=words.language.value,
        aria_labelledby="edition-difference-title",
    )


def _summary(found: Difference, words: Words) -> Markup:
    counts = (
        (words.pick("Thủ tục thêm mới", "Procedures added"), len(found.added)),
        (words.pick("Thủ tục bãi bỏ", "Procedures removed"), len(found.removed)),
        (words.pick("Thủ tục thay đổi", "Procedures changed"), len(found.changed)),
    )
    rows = (element("div", element("dt", name), element("dd", str(count))) for name, count in counts)
    return element("dl", *rows)


def _parts(found: Difference, words: Words) -> Iterable[Markup]:
    if found.added:
        yield _listed(words.pick("Thủ tục thêm mới", "Procedures added"), found.added, words)
    if found.removed:
        yield _listed(words.pick("Thủ tục bãi bỏ", "Procedures removed"), found.removed, words)
    for change in found.changed:
        yield _procedure(change, words)
    if found.order:
        heading = element("h3", words.pick("Thứ tự mới trong danh mục", "New order in the catalogue"))
        yield together(heading, element("p", ", ".join(found.order)))


def _listed(title: str, procedures: Sequence[Procedure], words: Words) -> Markup:
    heads = (
        words.pick("Mã", "Code"),
        words.field("name"),
        words.field("kind"),
        words.pick("Số bước", "Steps"),
        words.field("time_limit"),
    )
    rows = (
        [one.code, one.name, words.value(one.kind, "kind"), str(_steps(one)), words.value(one.time_limit)]
        for one in procedures
    )
    return together(element("h3", title), _table(title, heads, rows, said_above=True, list_=True))


def _steps(procedure: Procedure) -> int:
    return sum(len(stage.steps) for stage in procedure.stages)


def _procedure(change: ProcedureChange, words: Words) -> Markup:
    parts = [element("h3", f"{change.code}. {change.after.name}")]
    if change.fields:
        title = words.pick("Nội dung chung", "General")
        parts.append(_table(title, _field_heads(words), (_field_row(one, words) for one in change.fields)))
    for title, steps in (
        (words.pick("Bước thêm mới", "Steps added"), change.steps_added),
        (words.pick("Bước bãi bỏ", "Steps removed"), change.steps_removed),
    ):
        parts += [_placed(title, steps, words)] if steps else []
    parts += [_step(one, change, words) for one in change.steps_changed]
    parts += [_arrangement(change, words)] if change.stages_before != change.stages_after else []
    return element("article", *parts)


def _field_heads(words: Words) -> tuple[str, ...]:
    return (
        words.pick("Mục", "Field"),
        words.pick("Trước", "Before"),
        words.pick("Sau", "After"),
        words.pick("Tăng, giảm", "Change"),
    )


def _field_row(change: FieldChange, words: Words) -> list[str]:
    before = _value("del", change.before, change.field, words)
    after = _value("ins", change.after, change.field, words)
    return [words.field(change.field), before, after, words.change(change) or "–"]


def _value(name: str, value: object, field: str, words: Words) -> Markup:
    if isinstance(value, tuple) and value:
        return element("ul", *(element("li", element(name, one)) for one in words.items(value, field)))
    said = words.value(value, field)
    return together(said) if said == "–" else element(name, said)


def _placed(title: str, steps: Sequence[PlacedStep], words: Words) -> Markup:
    heads = (
        words.pick("Giai đoạn", "Stage"),
        words.pick("Bước", "Step"),
        words.field("division"),
        words.field("content"),
        words.field("time_limit"),
    )
    rows = (
        [
            one.stage,
            f"{one.step.code}. {one.step.name}",
            words.value(one.step.division, "division"),
            words.value(one.step.content),
            words.value(one.step.time_limit),
        ]
        for one in steps
    )
    return _table(title, heads, rows)


def _step(change: StepChange, of: ProcedureChange, words: Words) -> Markup:
    names = {step.code: step.name for _, step in of.after.placed_steps()}
    title = f"{words.pick('Bước', 'Step')} {change.code}. {names[change.code]}"
    parts = [element("h4", title)]
    if change.moved:
        parts.append(element("p", _moved(change, words)))
    if change.fields:
        rows = (_field_row(one, words) for one in change.fields)
        parts.append(_table(title, _field_heads(words), rows, said_above=True))
    return together(*parts)


def _moved(change: StepChange, words: Words) -> str:
    if change.stage_before == change.stage_after:
        return words.pick("Đổi thứ tự trong giai đoạn.", "Stands at another place now.")
    return words.pick(
        f"Chuyển từ giai đoạn {change.stage_before} sang giai đoạn {change.stage_after}.",
        f"Moved from stage {change.stage_before} to stage {change.stage_after}.",
    )


def _arrangement(change: ProcedureChange, words: Words) -> Markup:
    heads = (words.pick("Trước", "Before"), words.pick("Sau", "After"))
    row = [_outlines(change.stages_before, words), _outlines(change.stages_after, words)]
    return _table(words.pick("Các giai đoạn và bước", "Stages and steps"), heads, [row], first_is_head=False)


def _outlines(stages: Sequence[StageOutline], words: Words) -> Markup:
    lines = (
        element(
            "li", f"{stage.code}{f' – {stage.name}' if stage.name else ''}: {', '.join(stage.steps) or '–'}"
        )
        for stage in stages
    )
    return element("ul", *lines) if stages else together(words.value(None))


def _table(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    first_is_head: bool = True,
    said_above: bool = False,
    list_: bool = False,
) -> Markup:
    """A table; where a heading has said the caption already, it is there for those who listen."""
    head = element("tr", *(element("th", one, scope="col") for one in heads))
    lines = (_row(row, first_is_head=first_is_head) for row in rows)
    caption = element("caption", title, class_="said-above") if said_above else element("caption", title)
    table = element("table", caption, element("thead", head), element("tbody", *lines))
    return element("div", table, class_="wide list" if list_ else "wide")


def _row(cells: Sequence[str], *, first_is_head: bool) -> Markup:
    first = element("th", cells[0], scope="row") if first_is_head else element("td", cells[0])
    return element("tr", first, *(element("td", cell) for cell in cells[1:]))
