"""Cypher for the Neo4j store, generated from the schema by pure functions.

Labels and relationship types are the schema's own, so that a person in Neo4j Browser can ask by hand; labels, types and
properties that begin with `_` are the store's. Names come from the closed set of the schema, values are always parameters.
"""

from functools import cache

from graph.schema import schema
from graph.store import Direction
from graph.stores.rows import is_contributed

DATED = ("Measure", "SubTarget", "Plan")
"""Kinds that have deadlines."""


@cache
def ddl() -> tuple[str, ...]:
    """Constraints and indexes; each may be run again."""
    unique = {"_Node": "id", "_Load": "plan", "_Shared": "id", "_Variant": "id", "_Source": "document"}
    unique |= {"_Decision": "id", "_Store": "id", "_Gate": "id", "_Activity": "id", "_Renamed": "old", "_Waiting": "id"}
    plain = [("_Node", ("plan",)), ("_Name", ("name",)), ("_Variant", ("item",)), ("_Piece", ("document", "piece"))]
    plain += [
        ("_Edition", ("plan", "number")),
        ("_Renamed", ("plan",)),
        ("_Edition", ("document",)),
        ("_Load", ("document",)),
    ]
    plain += [("_Decision", (name,)) for name in ("kind", "subject", "plan", "at")]
    searched = (("_Node", "_search"), ("_Chunk", "_search"))
    return (
        *(_unique_node(label, name) for label, name in unique.items()),
        *(
            f"CREATE INDEX {label.lower()}_{'_'.join(names)} IF NOT EXISTS FOR (n:{label}) ON ({', '.join(f'n.{name}' for name in names)})"
            for label, names in plain
        ),
        *(f"CREATE INDEX {kind.lower()}_order IF NOT EXISTS FOR (n:{kind}) ON (n._sort)" for kind in schema().nodes),
        *(f"CREATE INDEX {kind.lower()}_due IF NOT EXISTS FOR (n:{kind}) ON (n._due)" for kind in DATED),
        *(
            f"CREATE TEXT INDEX {label.lower()}{name}_text IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
            for label, name in searched
        ),
    )


def _unique_node(label: str, name: str) -> str:
    return f"CREATE CONSTRAINT {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{name} IS UNIQUE"


@cache
def nodes() -> str:
    """Nodes by `$ids`."""
    return f"MATCH (n:_Node) WHERE n.id IN $ids RETURN {node_row()} AS node"


@cache
def list_nodes(kind: str, *, plan: bool) -> str:
    """A page of a kind; with `plan` those of `$plan`, or of a shared kind those that it mentions."""
    if not plan:
        match = f"MATCH (n:{kind}) WHERE n._sort >= ''"
    elif is_contributed(kind):
        match = f"MATCH (:_Load {{plan: $plan}})-[:_SAYS]->(v) MATCH (n:_Node {{id: v.item}}) WHERE n:{kind}"
    else:
        match = f"MATCH (n:_Node {{plan: $plan}}) WHERE n:{kind}"
    return f"""CALL () {{ {match if plan else f"MATCH (n:{kind})"} RETURN count(n) AS total }}
  CALL () {{ {match} WITH n ORDER BY n._sort SKIP $offset LIMIT $limit RETURN collect({node_row()}) AS nodes }}
  RETURN total, nodes"""


@cache
def edges(kinds: tuple[str, ...], direction: Direction) -> str:
    """Edges of the kinds (none: all) that touch `$ids`, in any order."""
    left, right = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[direction]
    types = "|".join(kinds or schema().edges)
    return f"MATCH (n:_Node) WHERE n.id IN $ids MATCH (n){left}[r:{types}]{right}() WITH DISTINCT r RETURN {_EDGE}"


@cache
def edge(kind: str) -> str:
    """The edge `$id` of a kind; `$ends` are the ids that may be its ends.

    Relationships have no index of their own, which would cost a loader a third of its time: an edge is looked for among
    those of a node that its plan owns, or of a plan, or among the few that join departments.
    """
    between = "Department" in schema().edges[kind].targets
    start = "" if between else "WHERE NOT n:Department"
    return f"MATCH (n:_Node) WHERE n.id IN $ends WITH n {start} MATCH (n)-[r:{kind}]-() WHERE r.id = $id WITH DISTINCT r RETURN {_EDGE}"


_EDGE = """type(r) AS kind, r.id AS id, startNode(r).id AS source, endNode(r).id AS target,
  r._evidence AS evidence, properties(r) AS properties"""


@cache
def named(kind: str) -> str:
    """Departments or plans one of whose names, or whose id, has the search key `$name`."""
    return f"MATCH (:_Name {{name: $name}})-[:_OF]->(n:{kind}) WITH DISTINCT n RETURN {node_row()} AS node ORDER BY n._sort"


@cache
def incidence(*, plans: bool) -> tuple[str, str, str, str]:
    """Measures that are rows, formal duties, counted targets, departments: what graph.stores.decode.incidence takes.

    Each is one `rows` list, which travels much faster than as many records.
    """
    measure = "(m:_Node&Measure)" if plans else "(m:Measure)"  # the plan's index is on _Node
    only = "m.plan IN $plans AND " if plans else ""
    roles = "|".join(schema().roles.values())
    return (
        f"""MATCH {measure} WHERE {only}m._sort >= '' AND
    (EXISTS {{ (m)<-[r:{roles}]-() WHERE r.formal }} OR NOT EXISTS {{ (m)<-[:PART_OF]-(:Measure) }})
    WITH m ORDER BY m._sort RETURN collect([m.id, m.id, m.plan, m.open_list]) AS rows""",
        f"""MATCH (d:Department)-[r:{roles}]->{measure} WHERE {only}r.formal
    RETURN collect([d.id, m.id, type(r), r.order, r.id]) AS rows""",
        f"""MATCH {measure}-[:HAS_TARGET]->(t:SubTarget) WHERE {only}t._counted
    WITH m, count(t) AS targets RETURN collect([m.id, targets]) AS rows""",
        f"""MATCH (d:Department)-[r:{roles}]->{measure} WHERE {only}r.formal
    WITH DISTINCT d ORDER BY d._sort RETURN collect([d.id, d.id]) AS rows""",
    )


@cache
def counts() -> str:
    """How many of every kind."""
    return " UNION ALL ".join(
        (
            *(f"MATCH (n:{kind}) RETURN '{kind}' AS kind, count(n) AS number" for kind in schema().nodes),
            *(f"MATCH ()-[r:{kind}]->() RETURN '{kind}' AS kind, count(r) AS number" for kind in schema().edges),
        )
    )


@cache
def document() -> str:
    """A document's node and origins."""
    return f"MATCH (n:_Node {{id: $document}}) MATCH (d:_Source {{document: $document}}) RETURN {node_row()} AS node, d.origins AS origins"


@cache
def node_row(name: str = "n") -> str:
    """A node as [kind, map of its declared properties]; what the store keeps beside them stays behind."""
    cases = " ".join(
        f"WHEN {name}:{kind.name} THEN ['{kind.name}', {name}{{.id, .plan, {', '.join(f'.{prop}' for prop in kind.properties)}}}]"
        for kind in schema().nodes.values()
    )
    return f"CASE {cases} END"
