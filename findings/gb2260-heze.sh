#!/usr/bin/env bash
# gb2260 0.4.1, the codes of China's administrative divisions by year
# expected: 371700 is 菏泽市 (Heze, Shandong) in every year since the city was made of the prefecture
# happens:  some years spell it 荷泽市, with the character of the lotus
# A gazetteer made of it by name takes one city for two, and finds the plans of one of them only.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check gb2260==0.4.1
cat > "$home/try.py" <<'PY'
import importlib.metadata, sys
from gb2260.data import data

print("gb2260", importlib.metadata.version("gb2260"))
names = {}
for year in sorted(data, key=str):
    name = data[year].get(371700)
    if name:
        names.setdefault(str(name), []).append(year)
for name, years in names.items():
    print(name, years)
sys.exit(not ("荷泽市" in names and "菏泽市" in names))
PY
(cd "$home" && venv/bin/python try.py) || { echo "changed: one spelling, or another shape of the data"; exit 1; }
