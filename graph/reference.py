"""docs/model.md, the reference of the kinds, written from schema.yaml: `python -m graph.reference > docs/model.md`."""

import sys
from collections.abc import Iterable, Mapping

from graph.schema import EdgeKind, NodeKind, Property, Schema, schema

_EVIDENCE: Mapping[str, str] = {
    "statement": "the words that give the duty",
    "outline": "a heading of the plan",
    "text": "words of the plan",
    "dictionary": "an entry of the vocabulary or of a register",
    "inferred": "a lexicon; never mixed with stated edges",
}


def reference(model: Schema) -> str:
    """The whole page, in the order of the schema."""
    lines = [
        "# The model",
        "",
        "<!-- Written by `python -m graph.reference > docs/model.md` from graph/schema.yaml; edit that file. -->",
        "",
        "A property that a node or an edge does not have is left out, it is never empty.",
        "A person may decide against what was read (reject an edge, add one, tell departments apart);",
        "an edge that such a decision added has evidence of basis `decision`.",
        "",
        "## Nodes",
        "",
        *_table(
            ("kind", "label", "what it is"),
            [(f"[`{kind.name}`](#{kind.name.lower()})", kind.label["zh"], kind.note) for kind in model.nodes.values()],
        ),
        *(line for kind in model.nodes.values() for line in _node(kind)),
        "## Edges",
        "",
        *_table(
            ("kind", "label", "from", "to", "evidence"),
            [
                (f"`{kind.name}`", kind.label["zh"], ", ".join(kind.sources), ", ".join(kind.targets), kind.evidence)
                for kind in model.edges.values()
            ],
        ),
        *(line for kind in model.edges.values() for line in _edge(kind)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Print the page."""
    sys.stdout.write(reference(schema()))


def _node(kind: NodeKind) -> Iterable[str]:
    owner = "several plans may contribute to one" if kind.shared else "belongs to the plan that states it"
    if kind.name == "Document":
        owner = "goes when no plan was read from it"
    yield from (f"### {kind.name}", "", f"{kind.label['zh']} · {kind.label['en']}, {kind.plural['en']}.", kind.note, "")
    yield from (f"Shown in lists by its `{kind.caption}`; {owner}.", "")
    yield from _properties(kind.properties)


def _edge(kind: EdgeKind) -> Iterable[str]:
    ends = f"{' or '.join(kind.sources)} → {' or '.join(kind.targets)}" + (
        ", both of one kind" if kind.same_kind else ""
    )
    yield from (f"### {kind.name}", "")
    yield from (f"{kind.label['zh']} · {kind.label['en']}; backwards {kind.reverse['zh']} · {kind.reverse['en']}.", "")
    yield f"- {ends}"
    yield f"- evidence: {kind.evidence} ({_EVIDENCE[kind.evidence]})"
    if kind.role:
        yield f"- gives the role `{kind.role}`"
    yield ""
    yield from _properties(kind.properties)


def _properties(properties: Mapping[str, Property]) -> list[str]:
    if not properties:
        return ["No properties.", ""]
    rows = [
        (f"`{prop.name}`", prop.type, "yes" if prop.required else "", _meaning(prop)) for prop in properties.values()
    ]
    return _table(("property", "type", "required", "meaning"), rows)


def _meaning(prop: Property) -> str:
    values = "one of " + ", ".join(f"`{value}`" for value in prop.enum) if prop.enum else ""
    return "; ".join(part for part in (prop.note, f"in {prop.unit}" if prop.unit else "", values) if part)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    cells = [head, tuple("-" * len(title) for title in head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells] + [""]


if __name__ == "__main__":
    main()
