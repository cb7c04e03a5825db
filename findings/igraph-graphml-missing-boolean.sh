#!/usr/bin/env bash
# igraph 1.0.0 beside rustworkx 0.18.1 and networkx 3.6.1
# expected: a node for which a GraphML file says nothing of a boolean attribute says nothing of it when the file is read
# happens:  igraph gives False, so that "not said" and "no" are one (a number comes back as nan, which is neither);
#           rustworkx gives None, networkx leaves the attribute out
# Whether a list of units is open is known of measures and not of departments, which stand in the same file.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check igraph==1.0.0 rustworkx==0.18.1 networkx==3.6.1
cat > "$home/network.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="open" for="node" attr.name="open" attr.type="boolean"/>
  <key id="share" for="node" attr.name="share" attr.type="double"/>
  <graph edgedefault="undirected">
    <node id="measure"><data key="open">true</data><data key="share">0.5</data></node>
    <node id="department"/>
  </graph>
</graphml>
XML
cat > "$home/try.py" <<'PY'
import sys

import igraph
import networkx
import rustworkx

file = sys.argv[1]
read = igraph.Graph.Read_GraphML(file)
print("igraph:", read.vs["open"], read.vs["share"])
(other,) = rustworkx.read_graphml(file)
print("rustworkx:", [node.get("open") for node in other.nodes()])
print("networkx:", [node.get("open", "left out") for _, node in networkx.read_graphml(file).nodes(data=True)])
PY
seen=$("$home/venv/bin/python" "$home/try.py" "$home/network.graphml")
echo "$seen"
grep -q 'igraph: \[True, False\] \[0.5, nan\]' <<<"$seen" && grep -q "rustworkx: \[True, None\]" <<<"$seen" \
  && grep -q "networkx: \[True, 'left out'\]" <<<"$seen" || { echo "changed: what is not said is read otherwise now"; exit 1; }
