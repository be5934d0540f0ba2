"""How the page to print looks: sheets of A4, black on white, nothing by colour alone."""

from __future__ import annotations

STYLE = """
@page { size: A4; margin: 14mm 14mm 12mm 18mm; }
:root { color-scheme: light; --ink: #111827; --muted: #4b5563; --line: #c3cad5; --bar: #a9cce6; --edge: #0072b2;
  --late: #f6c9ae; --late-edge: #b83a00; }
* { box-sizing: border-box; }
body { margin: 0; background: #e5e7eb; color: var(--ink);
  font: 10pt/1.38 "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; }
button { position: fixed; right: 1rem; top: 1rem; z-index: 1; padding: 0.6rem 1.1rem; font: inherit; font-weight: 600;
  color: #ffffff; background: #0b5394; border: 0; border-radius: 0.4rem; cursor: pointer; }
button:focus-visible { outline: 3px solid #111827; outline-offset: 2px; }
section { position: relative; width: 210mm; max-width: 100%; min-height: 297mm; margin: 1rem auto; background: #ffffff;
  padding: 14mm 14mm 20mm 18mm; box-shadow: 0 1px 6px rgb(0 0 0 / 25%); }
h1 { font-size: 16pt; line-height: 1.25; margin: 0; }
h2 { font-size: 13.5pt; line-height: 1.25; margin: 3mm 0 1.5mm; text-wrap: balance; }
h1 + .day { margin-bottom: 3mm; }
section > h2:first-child { margin-top: 0; }
h3 { font-size: 10pt; margin: 2mm 0 1mm; break-after: avoid; }
p { margin: 0 0 0.9mm; }
.day { color: var(--muted); }
.small { font-size: 8pt; color: var(--muted); margin: 0.5mm 0 0; overflow-wrap: anywhere; }
.warning { border: 1.5px solid #b83a00; border-left-width: 5px; padding: 1mm 2.5mm; font-weight: 600; }
blockquote { margin: 0 0 1.5mm; padding: 0.5mm 0 0.5mm 3mm; border-left: 3px solid var(--line); font-style: italic; }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; line-height: 1.3; margin: 1.5mm 0; }
table { break-inside: avoid; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid var(--line); padding: 0.9mm 1.2mm; text-align: left; vertical-align: top; }
th { background: #eef2f7; font-weight: 600; }
td { white-space: nowrap; }
td:first-child, .wide { white-space: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th.number { white-space: normal; }
td.bar { width: 32mm; padding: 0.5mm 1mm; }
.bar div { position: relative; height: 4.6mm; }
.bar i { position: absolute; inset: 0 auto 0 0; width: calc(var(--at) * 100%); background: var(--bar);
  border: 1px solid var(--edge); }
.bar .late i { background: var(--late); border-color: var(--late-edge); }
.bar u { position: absolute; left: calc(var(--at) * 100% - 2px); top: -0.5mm; bottom: -0.5mm;
  border-left: 2px dashed var(--late-edge); }
.bar b { position: absolute; left: 1.2mm; line-height: 4.6mm; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bar .low b { left: calc(var(--at) * 100% + 1mm); }
.bar [style="--at:0.0000"] i { display: none; }
th em { font-weight: 400; font-style: normal; color: var(--late-edge); white-space: nowrap; }
section > p:last-of-type { margin-bottom: 2mm; }
tbody tr:has(.bar):last-child td { font-weight: 600; border-top-width: 2px; }
footer { position: absolute; left: 18mm; right: 14mm; bottom: 8mm; display: flex; justify-content: space-between;
  gap: 6mm; font-size: 7.5pt; color: var(--muted); border-top: 1px solid var(--line); padding-top: 1.5mm; }
footer span:last-child { white-space: nowrap; }
i, u, .warning, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print {
  body { background: #ffffff; }
  button { display: none; }
  section { width: auto; min-height: 270mm; margin: 0; padding: 0 1px 0 0; box-shadow: none; break-after: page;
    display: flex; flex-direction: column; }
  section:last-child { break-after: auto; }
  footer { position: static; margin-top: auto; }
}
@media screen and (max-width: 60rem) {
  section { min-height: 0; padding: 5mm 4mm; margin: 0 0 0.75rem; }
  footer { position: static; margin-top: 4mm; }
  button { position: static; display: block; width: calc(100% - 2rem); margin: 1rem; }
  button[hidden] { display: none; }
  .scroll { overflow-x: auto; }
  table { width: max-content; min-width: 100%; }
  td:first-child:not(.number) { min-width: 8rem; }
}
"""
