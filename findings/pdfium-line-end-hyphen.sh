#!/usr/bin/env bash
# pypdfium2 5.15.2 (the page is made with reportlab 5.1.0)
# expected: a word that is broken with a hyphen at the end of a line is given as it is printed, hyphen and line break
# happens:  between letters, hyphen and line break are one character that is none, and another one by each way of asking:
#           U+0002 by get_text_bounded, U+FFFE by get_text_range of the same page; between digits both stay as they are
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check pypdfium2==5.15.2 reportlab==5.1.0
cat > "$home/try.py" <<'PY'
import sys

import pypdfium2
from reportlab.pdfgen import canvas

page = canvas.Canvas(sys.argv[1])
page.drawString(72, 700, "The plan is for the years 2021-")
page.drawString(72, 686, "2025 and names every depart-")
page.drawString(72, 672, "ment that leads.")
page.save()
text = pypdfium2.PdfDocument(sys.argv[1])[0].get_textpage()
print("bounded:", ascii(text.get_text_bounded()))
print("range:  ", ascii(text.get_text_range()))
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/page.pdf")
echo "$seen"
grep -q 'bounded:.*depart\\x02ment' <<<"$seen" && grep -q 'range:.*depart\\ufffement' <<<"$seen" || { echo "changed: the hyphen is given otherwise now"; exit 1; }
