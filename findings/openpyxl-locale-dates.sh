#!/usr/bin/env bash
# openpyxl 3.1.5 (which pandas 3.1.1 asks by default) beside python-calamine 0.9.1; the workbook is made with XlsxWriter 3.3.1
# expected: a cell with number format 31, one of the built-in formats 27 to 58 that East Asian editions of Excel give to dates
#           without writing them out in the styles (ECMA-376, 18.8.30: 31 is a year, month and day in zh-cn), is a date
# happens:  openpyxl gives the day as the number 45838 with the format General, and pandas with it; calamine gives the date
# A "due" column of a Chinese workbook becomes a column of five-digit numbers.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 XlsxWriter==3.3.1 pandas==3.1.1
cat > "$home/try.py" <<'PY'
import sys
import warnings

import openpyxl
import pandas
import python_calamine
import xlsxwriter

warnings.simplefilter("ignore")
file = sys.argv[1]
book = xlsxwriter.Workbook(file)
book.add_worksheet().write(0, 0, 45838, book.add_format({"num_format": 31}))
book.close()
cell = openpyxl.load_workbook(file).active["A1"]
print("openpyxl:", repr(cell.value), cell.number_format, cell.is_date)
print("pandas:", pandas.read_excel(file, header=None).values.tolist())
print("calamine:", python_calamine.CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python())
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/made.xlsx")
echo "$seen"
grep -q "openpyxl: 45838 General False" <<<"$seen" && grep -q "pandas: \[\[45838\]\]" <<<"$seen" && grep -q "date(2025, 6, 30)" <<<"$seen" || { echo "changed: the formats of East Asia are read alike now"; exit 1; }
