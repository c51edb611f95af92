"""The decision's page in typst. It knows the places; texts and measures come as data."""

TEMPLATE = r"""
#let content = json(bytes(sys.inputs.content))
#let paper = content.paper
#let layout = content.layout
#let sizes = layout.sizes
#let mm(value) = value * 1mm
#let pt(value) = value * 1pt

#set document(title: paper.subject, author: paper.issuer, date: auto)
#set text(font: content.font, size: pt(sizes.body), lang: "vi", region: "VN")
#set text(hyphenate: false, overhang: false, top-edge: 0.7em, bottom-edge: 0em)

// A single-spaced line of this font is 1.15 of its size; the letters take 0.7 of it.
#let leading = (1.15 * layout.line_spacing - 0.7) * 1em
#set par(leading: leading, spacing: leading, justify: false)

// The number of each page but the first, and beside it the mark of a draft.
#let header = context {
  let here-number = counter(page).get().first()
  if here-number > 1 {
    set text(size: pt(sizes.page_number))
    align(center)[#here-number#if paper.draft_mark != "" {
      text(size: pt(sizes.recipients), style: "italic")[#h(1em)–#h(1em)#paper.draft_mark]
    }]
  }
}
#let margins(of) = (top: mm(of.top), bottom: mm(of.bottom), left: mm(of.left), right: mm(of.right))

#set page(
  width: mm(layout.paper.at(0)),
  height: mm(layout.paper.at(1)),
  margin: margins(layout.margins),
  header: header,
  header-ascent: 3mm,
  numbering: "1",
  number-align: top + center,
)

// A rule of a share of the widest line above it.
#let with-rule(share, body) = std.layout(room => {
  let width = measure(body, width: room.width).width
  stack(spacing: 2.8mm, body, align(center, line(length: width * share, stroke: 0.6pt)))
})

// --- the heading -----------------------------------------------------------------------------

#grid(
  columns: layout.heading_columns.map(mm),
  align: center,
  {
    set par(leading: 0.5em, spacing: 0.5em)
    if paper.parent != "" { text(size: pt(sizes.parent), paper.parent); parbreak() }
    with-rule(layout.rule, text(size: pt(sizes.issuer), weight: "bold", paper.issuer))
    v(2mm)
    text(size: pt(sizes.number), paper.number)
    if paper.draft_mark != "" {
      v(1mm)
      box(stroke: 0.6pt, inset: 1.5mm, text(size: pt(sizes.number), weight: "bold", paper.draft_mark))
    }
  },
  {
    set par(leading: 0.5em, spacing: 0.5em)
    text(size: pt(sizes.national_name), weight: "bold", paper.national_name)
    parbreak()
    with-rule(1, text(size: pt(sizes.motto), weight: "bold", paper.motto))
    v(2mm)
    text(size: pt(sizes.place_and_date), style: "italic", paper.place_and_date)
  },
)

// --- title, grounds, articles ----------------------------------------------------------------

#let bold-line(body) = align(center, text(size: pt(sizes.title), weight: "bold", body))
#v(5mm)
#bold-line(paper.title)
#let excerpt = text(size: pt(sizes.title), weight: "bold", paper.excerpt)
#pad(x: 12mm, align(center, with-rule(layout.rule, excerpt)))
#v(3mm)
#bold-line(paper.authority)
#v(2mm)

#let running = (
  justify: true,
  first-line-indent: (amount: mm(layout.first_line), all: true),
  spacing: leading + pt(layout.after_paragraph),
  leading: leading,
)
#show regex("[\p{L}\d]+(/[\p{L}\d-]+)+"): box // a number with its symbol stays on one line
#set par(..running)
#for ground in paper.grounds { par(emph(ground)) }
#v(1mm)
#bold-line(paper.decides)
#v(1mm)
#let article((heading, words)) = par[#strong(heading) #words]
#for one in paper.articles.slice(0, -1) { article(one) }

// --- recipients and signature ----------------------------------------------------------------

#set par(justify: false, first-line-indent: 0mm, spacing: 0.5em, leading: 0.5em)
#let closing = grid(
  columns: layout.closing_columns.map(mm),
  {
    set par(spacing: 1.5mm, leading: 1.5mm)
    text(size: pt(sizes.recipients_heading), weight: "bold", style: "italic", paper.recipients_heading)
    set text(size: pt(sizes.recipients))
    for recipient in paper.recipients { par(hanging-indent: 2mm, recipient) }
  },
  align(center, {
    set text(size: pt(sizes.signature), weight: "bold")
    if paper.signature.authority != "" { par(paper.signature.authority) }
    par(paper.signature.position)
    v(mm(layout.signing_space))
    par(paper.signature.name)
  }),
)
// The signature is never alone on a page: the last article stays with it.
#block(breakable: false, {
  {
    set par(..running)
    article(paper.articles.last())
  }
  v(2mm)
  closing
})

// --- the appendix, on pages of its own, with numbers of its own ---------------------------------

#let part = paper.appendix
#counter(page).update(0) // the next page counts from 1
#set page(
  width: mm(layout.paper.at(1)),
  height: mm(layout.paper.at(0)),
  margin: margins(layout.appendix_margins),
)
#let appendix-line(..form, body) = align(center, text(size: pt(sizes.appendix_heading), ..form, body))
#appendix-line(weight: "bold", part.heading)
#appendix-line(weight: "bold", part.title)
#let belongs-to = text(size: pt(sizes.appendix_heading), style: "italic", part.belongs_to)
#align(center, with-rule(layout.rule, belongs-to))
#v(3mm)

#show regex("[\p{L}\d]+(/[\p{L}\d-]+)+"): it => it
#set text(size: pt(sizes.table))
#set par(justify: false, leading: 0.45em, spacing: 0.45em)
#let centred(..form, body) = table.cell(align: center + horizon, ..form, body)
#let rows(procedure) = {
  let height = procedure.stages.map(stage => stage.steps.len()).sum()
  for (stage-at, stage) in procedure.stages.enumerate() {
    for (at, step) in stage.steps.enumerate() {
      let first = stage-at == 0 and at == 0
      if first { (centred(rowspan: height, procedure.number), table.cell(rowspan: height, procedure.name)) }
      if at == 0 { (centred(rowspan: stage.steps.len(), stage.number),) }
      (step.name, step.unit, step.official, step.content, step.result).map(table.cell)
      (centred(step.time),)
      if first { (centred(rowspan: height, procedure.total),) }
    }
  }
}
#table(
  columns: layout.table_columns.map(mm),
  stroke: 0.5pt,
  inset: (x: 1.2mm, y: 1.2mm),
  table.header(..part.columns.enumerate().map(((at, column)) => centred(
    colspan: if at == 2 { 2 } else { 1 },
    strong(column),
  ))),
  ..part.procedures.map(rows).flatten(),
)
"""
