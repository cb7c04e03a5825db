"""The tables of loaders/departments/places from lists of divisions and towns: `python benchmarks/place_tables.py DIVISIONS TOWNS`.

Both lists are tab-separated with a head: code, name, first and last year in which a source has it (towns gzipped).
What is written: `divisions.tsv` (code, name, first, last) and `towns.txt.gz`, a line for each county with its towns, a
town's years after a colon where they are not the whole span. The same lists make the same bytes.
"""

import gzip
import sys
from collections import defaultdict
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent / "loaders" / "departments" / "places"
TAIWAN = "710000"
SPAN = ("2015", "2023")


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: python benchmarks/place_tables.py DIVISIONS TOWNS", file=sys.stderr)
        return 2
    divisions = _rows(Path(sys.argv[1]).read_text(encoding="utf-8"))
    lines = sorted({(code if code.isdigit() else TAIWAN, name, first, last) for code, name, first, last in divisions})
    _write("divisions.tsv", "".join("\t".join(line) + "\n" for line in lines).encode())
    towns: dict[str, list[str]] = defaultdict(list)
    for code, name, first, last in _rows(gzip.decompress(Path(sys.argv[2]).read_bytes()).decode("utf-8")):
        years = "" if (first, last) == SPAN else f":{first[2:]}{last[2:]}"
        towns[code[:6]].append(f"{code[6:]}{name.replace(' ', '')}{years}")
    text = "".join(f"{county} {' '.join(sorted(towns[county]))}\n" for county in sorted(towns))
    _write("towns.txt.gz", gzip.compress(text.encode(), 9, mtime=0))
    return 0


def _rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()[1:] if line]


def _write(name: str, data: bytes) -> None:
    (ROOM / name).write_bytes(data)
    print(f"{name}: {len(data)} bytes")


if __name__ == "__main__":
    sys.exit(main())
