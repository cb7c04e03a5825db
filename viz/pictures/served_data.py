"""The data of a served page, made short: ids are said by what they begin with, edges as rows; sentences are asked for when wanted.

A plan of 24 measures has as many sentences as a page may weigh, and hardly one of them is read at a visit. Ids of measures repeat
the number or the title of their plan, those of departments their place. What is left out comes from `/graph/words`.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

STAYS = ("basis", "plan")
"""What is said of a statement beside its words: whether it is inferred or decided shows in lists, its plan in the source."""

WORTH = 4
"""From so many characters on, the end of an id that its name ends with too is meant by its length."""

NAME = 48
"""Characters of a name that a page is given; measures of some plans are named by whole sentences, told when one is chosen."""

PLACES = ("x", "y", "size")
"""What a node that is not drawn needs not."""

WIDE = 0x10000
"""Characters from here on are two to a script, so places in names that hold them are not counted."""


def shortened(data: Mapping[str, Any]) -> dict[str, Any]:
    """`nodes` and `edges` in few words.

    Nodes have a `stem` (a place in `stems`) and the rest of the id, of which the name gives the last `end` characters; `short`: the
    name is cut. Edges are [kind and formality, from, to, said, tail, key]. The first of a row is a place in `sorts`, pairs of a kind and whether it is formal; `tail` or `key` is missing where the other is
    there.
    """
    stems: dict[str, int] = {}
    sorts: dict[tuple[str, bool], int] = {}
    statements: dict[tuple[tuple[str, Any], ...], int] = {}
    behind = {kind for kind, look in data["looks"].items() if look["column"] == "behind"}
    edges = []
    for edge in data["edges"]:
        sort = sorts.setdefault((edge["kind"], edge.get("formal", True)), len(sorts))
        kept = tuple((name, value) for name in STAYS if (value := data["said"][edge["said"]].get(name)) is not None)
        row = [sort, edge["from"], edge["to"], statements.setdefault(kept, len(statements)), edge.get("tail")]
        edges.append([*row, edge["key"]] if "key" in edge else row)
    return {
        **data,
        "nodes": [_stemmed(node, data["plans"], stems, behind) for node in data["nodes"]],
        "stems": list(stems),
        "sorts": list(sorts),
        "edges": edges,
        "said": [dict(kept) for kept in statements],
    }


def _stemmed(
    node: Mapping[str, Any], plans: Sequence[Sequence[str]], stems: dict[str, int], behind: AbstractSet[str]
) -> dict[str, Any]:
    whole = node["id"]
    stem = plans[node["plan"]][1] + "/" if "plan" in node else whole[: whole.rfind("/") + 1]
    entry = {name: value for name, value in node.items() if name != "text"}
    if "text" in node:
        entry["more"] = 1
    if "label" in node:
        entry["label"] = _cuts(node["name"], node["label"])
    shown = max([NAME, *map(abs, entry["label"])]) if isinstance(entry.get("label"), list) else NAME
    if len(node["name"]) > shown and not isinstance(entry.get("label"), str):
        entry |= {"name": node["name"][:shown] + "…", "short": 1}
    if node["kind"] in behind:
        entry = {name: value for name, value in entry.items() if name not in PLACES}
    if not stem or not whole.startswith(stem):
        return entry
    rest = whole.removeprefix(stem)
    last = rest[rest.rfind("/") + 1 :]
    if len(last) >= WORTH and entry["name"].endswith(last) and max(map(ord, last)) < WIDE:
        return entry | {"stem": stems.setdefault(stem, len(stems)), "id": rest[: -len(last)], "end": len(last)}
    return entry | {"stem": stems.setdefault(stem, len(stems)), "id": rest}


def _cuts(name: str, label: str) -> str | list[int]:
    """Where the lines of a label end in the name, a negative end before an ellipsis; the label itself where it is not cut from it."""
    ends, done = [], 0
    lines = label.split("\n")
    for line in lines:
        words = line.removesuffix("…")
        if not words or not name.startswith(words, done):
            return label
        done += len(words)
        ends.append(-done if words != line else done)
        if words == line and name.startswith(" ", done):
            done += 1
    whole = done == len(name) or ends[-1] < 0
    return ends if whole and all(end > 0 for end in ends[:-1]) and max(map(ord, name), default=0) < WIDE else label
