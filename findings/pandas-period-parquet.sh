#!/usr/bin/env bash
# pandas 3.1.1 with pyarrow 26.0.1, read by duckdb 2.0.1
# expected: a column of months (dtype period[M]), the natural type of a deadline that names a month only, is a month or a text
#           in Parquet for every reader
# happens:  pandas gets its months back, every other reader sees whole numbers: months since January 1970 (665 for June 2025),
#           without a word of what they are in the column's type
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1 duckdb==2.0.1
cat > "$home/try.py" <<'PY'
import sys

import duckdb
import pandas

file = sys.argv[1]
pandas.DataFrame({"due": [pandas.Period("2025-06", freq="M"), None]}).to_parquet(file)
print("pandas:", pandas.read_parquet(file)["due"].astype(str).tolist())
print("duckdb:", duckdb.sql(f"select due, typeof(due) from '{file}'").fetchall())
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/months.parquet")
echo "$seen"
grep -q "duckdb: \[(665, 'BIGINT'), (None, 'BIGINT')\]" <<<"$seen" && grep -q "'2025-06'" <<<"$seen" || { echo "changed: months are months now"; exit 1; }
