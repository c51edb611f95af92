"""The year's page in typst. It knows the places; texts come as data."""

TEMPLATE = r"""
#let content = json(bytes(sys.inputs.content))
#set document(title: content.title, date: auto)
#set page(paper: "a4", margin: (x: 15mm, y: 14mm), numbering: "1/1")
#set text(font: content.font, size: 9.5pt, lang: content.language)
#set par(leading: 0.45em, spacing: 0.45em)

#let fills = (off: rgb("#f6c9c4"), made-up: rgb("#cfe6cf"), local: rgb("#cfdcf2"), rest: rgb("#ececec"))
#let fill-of(mark) = fills.at(mark, default: none)

#align(center, text(size: 15pt, weight: "bold", content.title))
#align(center, content.subtitle)
#v(2mm)

#let day(one) = table.cell(fill: fill-of(one.mark), align(right, {
  let shown = str(one.number) + if one.provisional { "*" } else { "" }
  if one.mark == "off" { strong(shown) } else { shown }
}))
#let month(of) = block(breakable: false, {
  grid(columns: (1fr, auto), strong(of.name), text(size: 8pt, of.worked))
  v(0.6mm)
  table(
    columns: (1fr,) * 7,
    inset: (x: 0.9mm, y: 0.8mm),
    stroke: 0.3pt + luma(170),
    table.header(..content.week.map(name => align(right, text(size: 7.5pt, name)))),
    ..range(of.begins).map(_ => []),
    ..of.days.map(day),
  )
})
#grid(columns: (1fr,) * 3, column-gutter: 6mm, row-gutter: 3mm, ..content.months.map(month))

#v(1.5mm)
#text(size: 8.5pt, content.legend.map(((mark, says)) => {
  if mark in fills { box(width: 3mm, height: 2.4mm, fill: fills.at(mark), stroke: 0.3pt + luma(170)); h(1mm) }
  says
}).join(h(5mm)))

#v(2mm)
#table(
  columns: (auto, 2fr, 3fr),
  inset: (x: 1.2mm, y: 0.9mm),
  stroke: 0.3pt + luma(170),
  table.header(..content.columns.map(strong)),
  ..content.noted.flatten(),
)
"""
