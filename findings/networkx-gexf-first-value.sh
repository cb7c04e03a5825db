#!/usr/bin/env bash
# networkx 3.6.1
# expected: write_gexf gives an attribute a type that holds all its values, or says that it can't
# happens:  the first node's value decides: an attribute that begins with 1 is declared "long", 1.5 is written under it
#           without a word, and read_gexf of networkx itself refuses the file
# Weights and shares of a network often begin with a whole number.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check networkx==3.6.1
cat > "$home/try.py" <<'PY'
import io

import networkx

graph = networkx.Graph()
graph.add_node("water", share=1)
graph.add_node("housing", share=1.5)
written = io.BytesIO()
networkx.write_gexf(graph, written)
print(*(line.strip() for line in written.getvalue().decode().splitlines() if "attribute id" in line or "attvalue for" in line), sep="\n")
try:
    networkx.read_gexf(io.BytesIO(written.getvalue()))
except ValueError as error:
    print("read_gexf:", error)
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q 'type="long"' <<<"$seen" && grep -q "read_gexf: invalid literal" <<<"$seen" || { echo "changed: all values are looked at now"; exit 1; }
