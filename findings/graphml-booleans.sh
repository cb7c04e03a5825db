#!/usr/bin/env bash
# networkx 3.6.1 and rustworkx 0.18.1
# expected: a GraphML file with a boolean attribute goes from one library to the other
# happens:  networkx writes Python's True and False under attr.type="boolean", where XML Schema knows true and false;
#           rustworkx refuses the whole file, while igraph 1.0.0 reads it
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check networkx==3.6.1 rustworkx==0.18.1 igraph==1.0.0
cat > "$home/try.py" <<'PY'
import sys

import igraph
import networkx
import rustworkx

file = sys.argv[1]
graph = networkx.Graph()
graph.add_node("list one", open=True)
graph.add_node("list two", open=False)
networkx.write_graphml(graph, file)
print("networkx writes:", *(line.strip() for line in open(file) if "<data" in line))
print("igraph reads:", igraph.Graph.Read_GraphML(file).vs["open"])
try:
    print("rustworkx reads:", [list(each.nodes()) for each in rustworkx.read_graphml(file)])
except Exception as error:
    print("rustworkx:", error)
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/booleans.graphml")
echo "$seen"
grep -q '>True<' <<<"$seen" && grep -q "rustworkx: .*bool" <<<"$seen" || { echo "changed: the file is written or read otherwise now"; exit 1; }
