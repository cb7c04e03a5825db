"""Cypher for what the Neo4j store keeps beside the graph: loads, contributions, documents, decisions, locks.

A plan's `_Load` holds its raw reading and says (`_SAYS`) what it contributes to shared nodes and edges: each distinct
contribution is one `_Variant` that remembers its latest plan. `_Shared` holds the merged state and serves as the lock.
"""

from collections.abc import Iterable

ANNOUNCE = """MERGE (a:_Activity {id: $slot})
  SET a.done = CASE WHEN a.at > timestamp() - $given_up THEN coalesce(a.done, 0) ELSE coalesce(a.begun, 0) END,
    a.begun = coalesce(a.begun, 0) + 1, a.at = timestamp()"""
"""Committed before a write is: tells readers that records may be changing under them. A writer that died is given up."""

DONE = "MATCH (a:_Activity {id: $slot}) SET a.done = a.done + $writes, a.at = timestamp()"
"""Committed after a write is, or when it failed."""

GENERATION = """OPTIONAL MATCH (s:_Store) WITH s.restoring AS restoring LIMIT 1
  OPTIONAL MATCH (a:_Activity) RETURN restoring, coalesce(sum(a.begun), 0) AS begun,
  any(one IN collect(a) WHERE one.begun <> one.done AND one.at > timestamp() - $given_up) AS writing"""
"""How many writes were announced, and whether one is being committed: the same before and after reads of one state; which
backup is being restored."""

LOCK_COMMITS = """MERGE (g:_Gate {id: 'commits'}) SET g.touched = $stamp
  WITH g OPTIONAL MATCH (s:_Store) RETURN s.restoring AS restoring LIMIT 1"""
"""The last thing that a write does and the first of a question that has writers wait: one of them at a time."""

ACTIVE = """OPTIONAL MATCH (s:_Store) RETURN s.restoring AS restoring,
  EXISTS { MATCH (a:_Activity) WHERE a.at > timestamp() - $window } AS active LIMIT 1"""

RESTORING = "MATCH (s:_Store) RETURN s.restoring AS restoring"

RESTORE = "MATCH (s:_Store) SET s.restoring = $file"

RESTORED = "MATCH (s:_Store) REMOVE s.restoring"

EMPTY = """MATCH (n) WHERE NOT n:_Store AND NOT n:_Activity AND NOT n:_Gate AND NOT n:_Person AND NOT n:_Audit
    AND NOT n:_Lock
  CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS"""
"""Everything but what the store keeps of itself, of people, and of what was done."""

GATES = 64
"""A load passes the gate of its plan, a decision takes them all: so no plan slips in that does not know of the decision."""

LOOKING = -1
"""The gate before these, of those who look at what is stored before they store; a mark tells nothing of it."""

LOCK_GATES = "UNWIND $gates AS gate MERGE (g:_Gate {id: gate}) SET g.touched = $stamp"

FORGET_LOAD = "MATCH (l:_Load {plan: $plan}) DETACH DELETE l"

TOUCHED = """MATCH (l:_Load) WHERE l.plan IN $plans OR $department IN l.mentions
  RETURN l.plan AS plan, l.rank AS rank, l.document AS document, l.reading AS reading,
    [(l)-[:_SAYS]->(v) | v.id] AS says ORDER BY l.plan"""

OWNERS = "MATCH (n:_Node) WHERE n.id IN $ids RETURN n.id AS id, n.plan AS plan"

STORE_DECISION = "MERGE (d:_Decision {id: $id}) SET d += $decision"

DECISIONS = "MATCH (d:_Decision) RETURN d.at AS at, d.id AS id, d.undone AS undone, d.content AS content"

LAST_DECIDED = "MATCH (d:_Decision) RETURN coalesce(max(d.at), '') AS at"

MARK = f"MATCH (g:_Gate) WHERE g.id <> {LOOKING} WITH g ORDER BY g.id RETURN collect([g.id, g.touched]) AS mark"
"""Whoever writes a plan passes its gate: while the stamps of the gates stay, so do all plans."""

STAMPS = "MATCH (l:_Load) RETURN collect([l.plan, l.stamp]) AS stamps"

TALLIES = "UNWIND $plans AS plan MATCH (l:_Load {plan: plan}) RETURN plan, l.stamp AS stamp, l.tally AS tally"

RECORDS_OF = """UNWIND $plans AS plan MATCH (l:_Load {plan: plan})
  RETURN plan, l.document AS document, l.loaded_at AS loaded_at, l.ruleset AS ruleset, l.figures AS figures, '[]' AS problems"""


def decisions(narrowed: Iterable[str]) -> str:
    """The decisions whose kind, subject, plan or id is among the values of the parameter `kinds`, `subjects`, `plans`, `ids`."""
    where = " AND ".join(f"d.{name.removesuffix('s')} IN ${name}" for name in narrowed)
    return DECISIONS.replace(" RETURN", f" WHERE {where} RETURN", 1) if where else DECISIONS


LOAD_RECORDS = """MATCH (l:_Load) WHERE $plan = '' OR l.plan = $plan
  RETURN l.plan AS plan, l.document AS document, l.loaded_at AS loaded_at, l.ruleset AS ruleset, l.figures AS figures,
    CASE WHEN $plan = '' THEN '[]' ELSE l.problems END AS problems"""

FINGERPRINTS = "MATCH (l:_Load) RETURN l.plan AS plan, l.fingerprint AS fingerprint, l.loaded_at AS loaded_at"

READING = "MATCH (l:_Load {plan: $plan}) RETURN l.reading AS reading"

PIECES = """MATCH (p:_Piece {document: $document}) WHERE $first <= p.piece <= $last
  RETURN p.text AS text ORDER BY p.piece"""

ORIGINS = "MATCH (d:_Source {document: $document}) RETURN d.origins AS origins"

VERSION = """OPTIONAL MATCH (s:_Store) WITH s.schema AS version LIMIT 1
  RETURN version, EXISTS { MATCH (n) WHERE NOT n:_Store } AS used"""

SET_VERSION = "MERGE (s:_Store {id: 'respgraph'}) SET s.schema = $version"

EDITIONS = """MATCH (e:_Edition) WHERE CASE WHEN $plan <> '' THEN e.plan = $plan
    ELSE e.removed <> '' AND NOT EXISTS { MATCH (o:_Edition {plan: e.plan}) WHERE o.number > e.number } END
  RETURN e.plan AS plan, e.number AS number, e.document AS document, e.file_name AS file_name, e.loaded_at AS loaded_at,
    e.by AS by, e.ruleset AS ruleset, e.figures AS figures, e.removed AS removed, e.note AS note,
    e.content IS NULL AS current ORDER BY e.plan, e.number"""

EDITION = """MATCH (e:_Edition {plan: $plan, number: $number}) OPTIONAL MATCH (b:_Edition {plan: $plan, number: e.base})
  RETURN e.content AS content, b.content AS base"""

BASE = """MATCH (e:_Edition {plan: $plan}) WHERE e.content IS NOT NULL AND e.base IS NULL
  RETURN e.number AS number, e.content AS content ORDER BY e.number LIMIT 1"""

SET_ASIDE = """MATCH (e:_Edition {plan: $plan}) WHERE e.content IS NULL
      SET e.content = $content, e.base = $base, e.removed = $removed"""

KEEP_EDITION = """OPTIONAL MATCH (o:_Edition {plan: $plan})
  WITH coalesce(max(o.number), 0) AS last, collect(o) AS known
  WHERE none(o IN known WHERE o.document = $edition.document AND o.loaded_at = $edition.loaded_at)
  CREATE (e:_Edition {plan: $plan, number: CASE WHEN any(o IN known WHERE o.number = $number) THEN last + 1 ELSE $number END})
  SET e += $edition"""

MOVE_EDITIONS = """OPTIONAL MATCH (o:_Edition {plan: $plan}) WITH coalesce(max(o.number), 0) AS last
  MATCH (e:_Edition {plan: $before}) SET e.plan = $plan, e.number = e.number + last, e.base = e.base + last"""

SETTLED = """UNWIND $documents AS document MATCH (l:_Load {document: document})
  WITH document, collect(l) AS loads WHERE all(l IN loads WHERE l.ruleset = $ruleset)
    AND NOT EXISTS { MATCH (e:_Edition {document: document}) WHERE e.content IS NOT NULL }
  RETURN document, [l IN loads | l.plan] AS plans"""

RENAME = "UNWIND $rows AS row MERGE (r:_Renamed {old: row.old}) SET r.new = row.new, r.plan = $plan"

GIVEN_AGAIN = "UNWIND $ids AS id MATCH (r:_Renamed {old: id}) DELETE r"

MOVE_RENAMES = "MATCH (r:_Renamed {plan: $before}) SET r.plan = $plan"

RENAMED = """UNWIND $ids AS id MATCH (r:_Renamed {old: id}) RETURN r.old AS old, r.new AS new"""

RENAMES = "MATCH (r:_Renamed {plan: $plan}) RETURN r.old AS old, r.new AS new ORDER BY r.old"

STATUS = """CALL () { MATCH (d:_Decision) WHERE NOT d.undone RETURN count(d) AS decisions }
  CALL () { MATCH (l:_Load) RETURN coalesce(max(l.loaded_at), '') AS last }
  RETURN decisions, last"""
