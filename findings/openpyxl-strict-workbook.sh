#!/usr/bin/env bash
# openpyxl 3.1.5, and a workbook in the strict form of ISO/IEC 29500 (Excel: "Strict Open XML Spreadsheet")
# expected: the cells, or an error that says that the form is not read
# happens:  the workbook opens, warns of "an invalid specification for 0", and has no sheet at all
# A reader that trusts it loads an empty table. The cells are there: the same parts under the other namespaces give them.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5
cat > "$home/try.py" <<'PY'
import sys, warnings, zipfile
import openpyxl

print("openpyxl", openpyxl.__version__)
book = openpyxl.Workbook()
book.active.append(["task", "unit"])
book.save("loose.xlsx")
strict = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
with zipfile.ZipFile("loose.xlsx") as source, zipfile.ZipFile("strict.xlsx", "w") as target:
    for name in source.namelist():
        data = source.read(name)
        for loose, other in strict.items():
            data = data.replace(loose, other)
        target.writestr(name, data)
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    loose, found = (openpyxl.load_workbook(name) for name in ("loose.xlsx", "strict.xlsx"))
print("loose: ", [[cell.value for cell in row] for row in loose.active.rows])
print("strict:", found.sheetnames, [str(one.message) for one in said])
sys.exit(found.sheetnames != [])
PY
(cd "$home" && venv/bin/python try.py) || { echo "changed: strict workbooks are read, or refused"; exit 1; }
