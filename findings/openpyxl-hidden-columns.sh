#!/usr/bin/env bash
# openpyxl 3.1.5 (the workbook is made with XlsxWriter 3.3.1, as Excel and LibreOffice write it: one <col> for a run of columns)
# expected: a workbook whose columns B to D are hidden says so of B, C and D
# happens:  only the first of the run is hidden; C and D are "not hidden". To ask C for its width makes a column of its own,
#           and saving then writes two <col> that overlap
# A program that leaves hidden columns out reads two of three; one that looks at widths changes the file.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1
cat > "$home/try.py" <<'PY'
import re
import sys
import zipfile

import openpyxl
import xlsxwriter

made, saved = sys.argv[1:]
book = xlsxwriter.Workbook(made)
sheet = book.add_worksheet()
sheet.write_row(0, 0, ["task", "id", "id", "id", "due"])
sheet.set_column("B:D", 12, None, {"hidden": True})
book.close()


def columns(file: str) -> list[str]:
    xml = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    return sorted(f"{a[0]}-{b[0]}" for each in re.findall("<col .*?/>", xml) if (a := re.findall('min="(.)"', each)) and (b := re.findall('max="(.)"', each)))


print("in the file:", columns(made))
book = openpyxl.load_workbook(made)
sheet = book.active
print("hidden:", [name for name in "ABCDE" if sheet.column_dimensions[name].hidden])
book = openpyxl.load_workbook(made)
book.active.column_dimensions["C"].width
book.save(saved)
print("after a look at the width of C:", columns(saved))
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/made.xlsx" "$home/saved.xlsx")
echo "$seen"
grep -q "hidden: \['B'\]" <<<"$seen" && grep -q "C: \['2-4', '3-3'\]" <<<"$seen" || { echo "changed: runs of columns are kept now"; exit 1; }
