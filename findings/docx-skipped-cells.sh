#!/usr/bin/env bash
# python-docx 1.2.0
# expected: in a row that begins with a skipped cell (w:gridBefore, as Word writes it where the left cell of a row was deleted),
#           table.cell(1, 1) is the cell in the second column
# happens:  the cells of that row move to the left: cell(1, 0) is what stands in the second column, cell(1, 1) what stands in the
#           third, and the column of heads "unit" gets the deadline
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check python-docx==1.2.0
cat > "$home/try.py" <<'PY'
import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

table = docx.Document().add_table(2, 3)
for row, words in enumerate((("task", "unit", "due"), ("", "water bureau", "2025"))):
    for column, word in enumerate(words):
        table.cell(row, column).text = word
below = table.rows[1]._tr
below.remove(below.tc_lst[0])
skipped = OxmlElement("w:gridBefore")
skipped.set(qn("w:val"), "1")
below.get_or_add_trPr().append(skipped)
print({table.cell(0, column).text: table.cell(1, column).text for column in (0, 1)})
print("the row knows:", table.rows[1].grid_cols_before)
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "{'task': 'water bureau', 'unit': '2025'}" <<<"$seen" && grep -q "knows: 1" <<<"$seen" || { echo "changed: skipped cells keep their column"; exit 1; }
