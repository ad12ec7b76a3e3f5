"""Pictures of what dumps.py and serving.py have measured, as bench/native.svg of the library is one: a panel for each
workload, in it a bar for each library. Bars begin at zero.

usage: charts.py DUMPS.json SERVING.json [FOLDER]     writes dumps.svg, loads.svg and serving.svg
"""

import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

# All in pixels.
PANEL, GAP, COLUMNS, MARGIN, HEADING, TITLE = 370, 28, 3, 24, 64, 38
PITCH, HEIGHT, LABEL, VALUE = 17, 12, 70, 84
LONGEST = PANEL - LABEL - VALUE

STYLE = """<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #57606a; }
.heading { font-size: 18px; font-weight: 600; fill: #1f2328; }
.title { font-size: 14px; font-weight: 600; fill: #1f2328; }
.ours { font-weight: 600; fill: #1f2328; }
.label { text-anchor: end; }
rect.ours { fill: #0b57d0; }
rect.peer { fill: #b6c2cf; }
</style>
"""


def text(x, y, kind, words):
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}">{escape(words)}</text>\n'


def panel(x, y, title, about, bars):
    """bars: names, numbers and what to say of them."""
    longest = max(number for _, number, _ in bars)
    made = text(x, y + 12, "title", title) + text(x, y + 28, "about", about)
    at = y + TITLE
    for name, number, words in bars:
        own = " ours" if name == "inkjet" else ""
        width = max(LONGEST * number / longest, 0.5)
        made += text(x + LABEL - 6, at + 10, "label" + own, name)
        kind = "ours" if own else "peer"
        made += f'<rect x="{x + LABEL}" y="{at}" width="{width:.1f}" height="{HEIGHT}" rx="2" class="{kind}"/>\n'
        made += text(x + LABEL + width + 5, at + 10, "value" + own, words)
        at += PITCH
    return made


def chart(heading, about, panels):
    """panels: those in a line, with their titles, what they are about, and their bars."""
    made, top = "", MARGIN + HEADING
    for first in range(0, len(panels), COLUMNS):
        line = panels[first : first + COLUMNS]
        for i, (title, what, bars) in enumerate(line):
            made += panel(MARGIN + i * (PANEL + GAP), top, title, what, bars)
        top += TITLE + PITCH * max(len(bars) for _, _, bars in line) + GAP
    width, height = 2 * MARGIN + COLUMNS * PANEL + (COLUMNS - 1) * GAP, top + MARGIN - GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">\n'
        + STYLE
        + '<rect width="100%" height="100%" fill="#ffffff"/>\n'
        + text(MARGIN, MARGIN + 16, "heading", heading)
        + text(MARGIN, MARGIN + 38, "about", about)
        + made
        + "</svg>\n"
    )


def speeds(rows):
    """Panels of MB/s of JSON."""
    return [
        (row["name"], f"{row['size']:,} bytes", [(n, row["size"] / s / 1e6, f"{row['size'] / s / 1e6:,.0f}") for n, s in row["seconds"].items()])
        for row in rows
    ]


def served(rows):
    panels = []
    for view in dict.fromkeys(row["view"] for row in rows):
        of = [row for row in rows if row["view"] == view]
        size = f"{of[-1]['bytes']:,} bytes"
        panels.append((f"{view}: requests a second", size, [(r["provider"], r["rate"], f"{r['rate']:.1f}") for r in of]))
        panels.append((f"{view}: 99th percentile, ms", size, [(r["provider"], r["slow"], f"{r['slow']:.1f}") for r in of]))
        panels.append(
            (
                f"{view}: memory for the answers, MB",
                "peak of the worker less what it had before",
                [(r["provider"], r["above"], f"{r['above']:.1f} of {r['peak']:.0f}") for r in of],
            )
        )
    return panels


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    dumps, serving = (json.loads(Path(name).read_text()) for name in sys.argv[1:3])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(__file__).resolve().parent.parent / "charts"
    folder.mkdir(exist_ok=True)
    longer = "MB/s on one core: longer is faster"
    (folder / "dumps.svg").write_text(chart(f"dumps, {longer}", dumps["machine"], speeds(dumps["workload"])))
    (folder / "loads.svg").write_text(chart(f"loads, {longer}", dumps["machine"], speeds(dumps["loads"])))
    heading = "Views of Flask under gunicorn, one worker, one client"
    (folder / "serving.svg").write_text(chart(heading, serving["machine"], served(serving["serving"])))


if __name__ == "__main__":
    main()
