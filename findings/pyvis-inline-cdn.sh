#!/usr/bin/env bash
# pyvis 0.3.2
# expected: cdn_resources="local" or "in_line" gives a page that needs no network
# happens:  both still load Bootstrap from a content network, and "local" loads vis-network from one as well; a heading is
#           printed twice
# On an isolated network a picture made with "local" stays empty.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check pyvis==0.3.2
cat > "$home/try.py" <<'PY'
import re

from pyvis.network import Network

for mode in ("local", "in_line"):
    network = Network(cdn_resources=mode, heading="duties")
    network.add_node(1)
    network.add_node(2)
    network.add_edge(1, 2)
    page = re.sub(r"<!--.*?-->", "", network.generate_html(), flags=re.DOTALL)  # what stands in comments is not asked for
    asked = re.findall(r'(?:src|href)="([^"]+)"', page)
    away = sorted({address.rsplit("/", 1)[1] for address in asked if address.startswith("https:")})
    print(f"{mode}: over the network {away}; headings {page.count('<h1>duties</h1>')}")
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "local: over the network \['bootstrap.bundle.min.js', 'bootstrap.min.css', 'vis-network.min.css', 'vis-network.min.js'\]; headings 2" <<<"$seen" &&
  grep -q "in_line: over the network \['bootstrap.bundle.min.js', 'bootstrap.min.css'\]; headings 2" <<<"$seen" || { echo "changed: pages of pyvis load other things now"; exit 1; }
