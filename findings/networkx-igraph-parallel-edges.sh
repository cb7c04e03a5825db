#!/usr/bin/env bash
# networkx 3.6.1 beside igraph 1.0.0
# expected: who stands between whom is one number: betweenness of the same multigraph is alike in both
# happens:  two duties between a and b are two shortest paths for igraph and one for networkx; ranks differ (igraph puts a and b
#           above c and d, for networkx all four are equal) and neither says which it counts
# Two departments with two shared measures get another rank as soon as the file goes from one tool to the other.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check networkx==3.6.1 igraph==1.0.0
cat > "$home/try.py" <<'PY'
import igraph
import networkx

graph = networkx.MultiGraph([("a", "b"), ("a", "b"), ("b", "d"), ("a", "c"), ("c", "d")])
between = networkx.betweenness_centrality(graph, normalized=False)
print("networkx:", {name: round(between[name], 2) for name in "abcd"})
other = igraph.Graph.from_networkx(graph)
print("igraph:", {name: round(value, 2) for name, value in sorted(zip(other.vs["_nx_name"], other.betweenness()))})
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "networkx: {'a': 0.5, 'b': 0.5, 'c': 0.5, 'd': 0.5}" <<<"$seen" && grep -q "igraph: {'a': 0.67, 'b': 0.67, 'c': 0.33, 'd': 0.33}" <<<"$seen" || { echo "changed: both count parallel edges alike"; exit 1; }
