"""Stable, readable ids, made here and nowhere else (design §1).

plan        永川府办发〔2022〕112号   (a second plan of the document: …#2; without a number: title@issuer, else plan@sha256:9f…)
goal        PLAN/goal/1.2          (the address is the numbers of the headings, outermost first)
measure     PLAN/measure/3.6.1     (several statements under one heading: …~1, …~2)
target      PLAN/target/1.2-3      (third target under heading 1.2)
document    sha256:9f…
department  重庆市/永川区/ecology-environment/七分局    (place path / slots / qualifier; unknown parent: ?)
edge        LEADS|source|target|s3.6.1~2    (statement 2 under heading 3.6.1; in prose p3.6.1~2; a heading h3.6.1; words t3.6.1)
"""

import hashlib


def plan_id(*, number: str, title: str, issuer: str, sha256: str, ordinal: int = 1) -> str:
    """Id of a plan from its 发文字号, else title and issuer, else its document; `ordinal` counts plans of one document."""
    stem = number or (f"{title}@{issuer}" if title and issuer else title or f"plan@sha256:{sha256}")
    return stem if ordinal == 1 else f"{stem}#{ordinal}"


def document_id(sha256: str) -> str:
    """Id of a document from the digest of its bytes."""
    return f"sha256:{sha256}"


def goal_id(plan: str, address: str) -> str:
    """Id of a goal by the address of its heading."""
    return f"{plan}/goal/{address}"


def measure_id(plan: str, address: str, ordinal: int = 0) -> str:
    """Id of a measure; `ordinal` counts the statements under one heading from 1, 0 is the heading's own measure."""
    return f"{plan}/measure/{address}" + (f"~{ordinal}" if ordinal else "")


def target_id(plan: str, address: str, ordinal: int) -> str:
    """Id of a sub-target: the `ordinal`-th (from 1) under its heading."""
    return f"{plan}/target/{address}-{ordinal}"


def department_id(*, place: str, slots: tuple[str, ...], qualifier: str = "") -> str:
    """Id of a department: path of its place (empty: the nation, cn), its slots in order, and what tells it from its like."""
    return "/".join(part for part in (place or "cn", "+".join(slots), qualifier) if part)


def place_id(mark: str, address: str, ordinal: int = 1) -> str:
    """Where a plan states something: a mark for what states it, the address of the heading, which one under it (from 1).

    No offset is part of it, so that a word put into the text renames nothing.
    """
    return f"{mark}{address}" + (f"~{ordinal}" if ordinal > 1 else "")


def edge_id(kind: str, source: str, target: str, statement: str) -> str:
    """Id of an edge: kind, ends and the statement (or heading, or entry) that it was read from."""
    return f"{kind}|{source}|{target}|{statement}"


def decision_id(*parts: str) -> str:
    """Id of a decision: short digest of what it says, who said it and when."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
