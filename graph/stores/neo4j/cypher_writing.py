"""Cypher that stores plans: few statements, since each is a journey to the server and back, for one plan or for many.

Every statement takes one map and not several lists: the server plans a statement anew for every mixture of sizes of its list
parameters. Its parts are run one after the other, each sees what those before it wrote.
"""

from functools import cache

from graph.schema import schema
from graph.stores.rows import is_contributed

STORED = """UNWIND $given.plans AS plan MATCH (l:_Load {plan: plan})
  RETURN collect({plan: plan, fingerprint: l.fingerprint, edition: l.edition, document: l.document, rank: l.rank,
    reading: l.reading, says: [(l)-[:_SAYS]->(v) | v.id]}) AS stored"""

_DECIDED = "RETURN collect({at: d.at, id: d.id, undone: d.undone, content: d.content})"

ENTER = f"""CALL () {{ UNWIND $given.gates AS gate MERGE (g:_Gate {{id: gate}}) SET g.touched = $given.stamp
    RETURN count(*) AS passed }}
  CALL () {{ {STORED} }}
  CALL () {{ MATCH (e:_Edition) WHERE e.plan IN $given.plans AND e.removed <> ''
      AND NOT EXISTS {{ MATCH (o:_Edition {{plan: e.plan}}) WHERE o.number > e.number }}
    OPTIONAL MATCH (b:_Edition {{plan: e.plan, number: e.base}})
    RETURN collect({{plan: e.plan, content: e.content, base: b.content}}) AS removed }}
  CALL () {{ MATCH (d:_Decision) WHERE d.kind IN $given.acting {_DECIDED} AS acting }}
  CALL () {{ MATCH (d:_Decision) WHERE d.plan IN $given.plans AND d.kind IN $given.apart {_DECIDED} AS apart }}
  RETURN stored, removed, acting, apart"""
"""Pass the gates of plans, then all that storing them has to know: what stands there, or stood, and what was decided."""

STORE_TEXTS = """CALL () { UNWIND $given.texts AS row MERGE (d:_Source {document: row.document}) SET d.origins = row.origins
    RETURN count(*) AS sources }
  CALL () { UNWIND $given.texts AS row MATCH (p:_Piece {document: row.document}) DELETE p RETURN count(*) AS before }
  CALL () { UNWIND $given.texts AS row UNWIND range(0, size(row.pieces) - 1) AS piece
    CREATE (:_Piece {document: row.document, piece: piece, text: row.pieces[piece]}) RETURN count(*) AS pieces }
  CALL () { UNWIND $given.editions AS row OPTIONAL MATCH (o:_Edition {plan: row.plan})
    WITH row, coalesce(max(o.number), 0) AS last, collect(o) AS known
    WITH row, last, known, [o IN known WHERE row.same AND o.content IS NULL] AS current
    FOREACH (e IN current | SET e += row.read)
    FOREACH (_ IN CASE WHEN current = [] THEN [1] ELSE [] END |
      FOREACH (o IN known | SET o.removed = '')
      CREATE (e:_Edition {plan: row.plan, number: last + 1}) SET e += row.read, e += row.load)
    RETURN count(*) AS editions }
  RETURN sources"""
"""Texts in place of what is stored of their documents, and the editions that are current from now on.

One that was read anew from the `same` bytes keeps its number, unless the store is older than its editions.
"""


@cache
def replace() -> str:
    """Take what plans said and held out of the graph, and have them say what they say now; the merged and the best of each item.

    `merged` is what is stored of the shared `items`, which are locked in the order of ids, so that loaders that contribute to
    one department take turns and can't wait for each other. `best` are the leading contributions of each variant: as good
    as all of them, and few, however many plans agree. Rows of `before` say by `unsaid` what a plan says no more.

    Of a plan's edges those go first that touch none of its own nodes: a department may have edges by the ten thousand, so
    from there only the kinds between departments are looked at.
    """
    between = "|".join(
        kind.name for kind in schema().edges.values() if "Department" in kind.sources and "Department" in kind.targets
    )
    item = "UNWIND $given.before AS row UNWIND row.items AS item MATCH (n:_Node {id: item})"
    return f"""CALL () {{ UNWIND $given.items AS item MERGE (s:_Shared {{id: item}}) SET s.touched = $given.stamp
    RETURN collect([item, s.content]) AS merged }}
  CALL () {{ {item} WHERE n:Plan OR n:Document MATCH (n)-[r]-() WHERE r.plan = row.plan
    WITH DISTINCT r DELETE r RETURN count(*) AS around }}
  CALL () {{ {item} WHERE n:Department MATCH (n)-[r:{between}]-() WHERE r.plan = row.plan
    WITH DISTINCT r DELETE r RETURN count(*) AS between }}
  CALL () {{ UNWIND $given.before AS row MATCH (n:_Node {{plan: row.plan}})
    OPTIONAL MATCH (c:_Chunk)-[:_OF]->(n) DETACH DELETE c, n RETURN count(*) AS owned }}
  CALL () {{ UNWIND $given.before AS row MATCH (l:_Load {{plan: row.plan}})-[s:_SAYS]->(v) WHERE v.id IN row.unsaid
    DELETE s WITH row, v WHERE v.plan = row.plan WITH collect(DISTINCT v) AS unled UNWIND unled AS v
    CALL (v) {{ OPTIONAL MATCH (o:_Load)-[:_SAYS]->(v) WITH o ORDER BY o.rank DESC LIMIT 1 RETURN o }}
    SET v.rank = o.rank, v.date = o.date, v.plan = o.plan
    WITH v WHERE v.plan IS NULL DETACH DELETE v RETURN count(*) AS unsaid }}
  CALL () {{ UNWIND $given.loads AS row MERGE (l:_Load {{plan: row.plan}}) SET l += row.load RETURN count(*) AS loads }}
  CALL () {{ UNWIND $given.says AS row MATCH (l:_Load {{plan: row.plan}})
    MERGE (v:_Variant {{id: row.id}})
      ON CREATE SET v.item = row.item, v.content = row.content, v.rank = l.rank, v.date = l.date, v.plan = l.plan
    CREATE (l)-[:_SAYS]->(v)
    WITH l, v WHERE v.rank < l.rank SET v.rank = l.rank, v.date = l.date, v.plan = l.plan RETURN count(*) AS said }}
  CALL () {{ UNWIND $given.items AS item MATCH (v:_Variant {{item: item}})
    RETURN collect([item, v.content, v.date,
      CASE WHEN EXISTS {{ (:_Load {{plan: item}})-[:_SAYS]->(v) }} THEN item ELSE v.plan END]) AS best }}
  RETURN merged, best"""


@cache
def write() -> str:
    """Shared nodes that are `gone` go, then `own` and `shared` ones are written and, when all ends are there, `edges`.

    Each of them are rows by kind: of nodes properties and more, of edges [target, [source, values in the order of
    edge_columns] …], lists and not maps, since names would travel with every edge; an end that many edges have is looked up
    once. `written` counts the edges: it is short where an end is missing.
    """
    parts = [
        """UNWIND $given.gone AS item MATCH (n:_Node {id: item})
    OPTIONAL MATCH (d:_Source {document: item}) OPTIONAL MATCH (p:_Piece {document: item})
    OPTIONAL MATCH (c)-[:_OF]->(n) DETACH DELETE p, d, c, n RETURN count(*) AS gone""",
        "UNWIND $given.gone AS item MATCH (s:_Shared {id: item}) DELETE s RETURN count(*) AS forgotten",
        "UNWIND $given.merged AS row MATCH (s:_Shared {id: row[0]}) SET s.content = row[1] RETURN count(*) AS merged",
        *(_own(kind) for kind in schema().nodes),
        *(_shared(kind) for kind in schema().nodes if is_contributed(kind)),
        *(_edges(kind) for kind in schema().edges),
    ]
    calls = "\n".join(f"  CALL () {{ {part} }}" for part in parts)
    return f"{calls}\n  RETURN {' + '.join(schema().edges)} AS written"


def _own(kind: str) -> str:
    return f"""UNWIND $given.own.{kind} AS row CREATE (n:_Node:{kind}) SET n = row.properties
    FOREACH (part IN row.chunks | CREATE (:_Chunk {{_search: part}})-[:_OF]->(n)) RETURN count(*) AS own{kind}"""


def _shared(kind: str) -> str:
    return f"""UNWIND $given.shared.{kind} AS row MERGE (n:_Node {{id: row.properties.id}})
    SET n:{kind}, n = row.properties
    WITH n, row CALL (n) {{ MATCH (c)-[:_OF]->(n) DETACH DELETE c }}
    FOREACH (name IN row.known | CREATE (:_Name {{name: name}})-[:_OF]->(n))
    FOREACH (part IN row.chunks | CREATE (:_Chunk {{_search: part}})-[:_OF]->(n)) RETURN count(*) AS shared{kind}"""


def _edges(kind: str) -> str:
    values = ", ".join(f"`{name}`: one[{number}]" for number, name in enumerate(edge_columns(kind), 1))
    return f"""UNWIND $given.edges.{kind} AS row MATCH (b:_Node {{id: row[0]}}) WITH b, row
    UNWIND row[1] AS one MATCH (a:_Node {{id: one[0]}})
    CREATE (a)-[:{kind} {{{values}}}]->(b) RETURN count(*) AS {kind}"""


@cache
def edge_columns(kind: str) -> tuple[str, ...]:
    """What is kept of an edge of a kind: what the store needs, then the properties of the schema."""
    return ("id", "plan", "_evidence", "quote", *schema().edges[kind].properties)


@cache
def delete_edges(kinds: tuple[str, ...]) -> str:
    """Delete edges of the kinds that leave a department: rows of source and id."""
    return f"""UNWIND $rows AS row MATCH (a:_Node {{id: row.source}})-[r:{"|".join(kinds)}]->() WHERE r.id = row.id DELETE r"""
