"""Stable, readable ids, made here and nowhere else (design §1): what is said makes them, never where it stands.

plan        永川府办发〔2022〕112号@重庆市/永川区   (number and the issuer's place; a second plan of the document: …#2;
            without a number: title@issuer, else plan@sha256:9f…)
goal        PLAN/goal/主要目标                      (the words of its heading without their number)
measure     PLAN/measure/持续改善空气质量           (those of its heading, else of the work itself; an exact repeat: …~2)
target      PLAN/target/细颗粒物浓度@2025           (its metric and when it is due)
document    sha256:9f…
department  重庆市/永川区/ecology-environment/七分局 (place path / slots / qualifier; unknown parent: ?)
edge        LEADS|source|target|s                   (s: a formal statement, p: prose, h: a heading, t: other words; …~2)
"""

import hashlib
import re

from graph.shadow import shadow

LONGEST_WORDS = 32
"""Characters of what is said that an id shows; longer words are cut and told apart by a digest."""

MOST_FIELDS = 64
"""Parts of an edge's id beyond which it is none of ours: the ways to take it apart grow with their square."""

_SHOWN = 24
_NOT_SAID = re.compile(r"(?!(?<=\d)\.(?=\d))[\W_]")
_NUMBER = re.compile(r"^[\W_]*\d{1,3}[\W_]+(?=\D)")


def plan_id(*, number: str, title: str, issuer: str, sha256: str, place: str = "", ordinal: int = 1) -> str:
    """Id of a plan: 发文字号 and its issuer's place (path, empty where unknown), else title and issuer, else its document.

    `ordinal` counts the plans of one document.
    """
    if number:
        stem = f"{number}@{place}" if place else number
    else:
        stem = f"{title}@{issuer}" if title and issuer else title or f"plan@sha256:{sha256}"
    return stem if ordinal == 1 else f"{stem}#{ordinal}"


def document_id(sha256: str) -> str:
    """Id of a document from the digest of its bytes."""
    return f"sha256:{sha256}"


def said(words: str) -> str:
    """What an id keeps of words: letters, figures and characters only, without a number in front; never empty."""
    plain = _NOT_SAID.sub("", _NUMBER.sub("", shadow(words))).casefold()
    if len(plain) > LONGEST_WORDS:
        plain = f"{plain[:_SHOWN]}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"
    return plain or "-"


def goal_id(plan: str, words: str) -> str:
    """Id of a goal by what its heading says."""
    return f"{plan}/goal/{said(words)}"


def measure_id(plan: str, words: str) -> str:
    """Id of a measure by what it says."""
    return f"{plan}/measure/{said(words)}"


def target_id(plan: str, metric: str, deadline: str) -> str:
    """Id of a sub-target by what its metric says and when it is due (may be empty)."""
    return f"{plan}/target/{said(metric)}" + (f"@{deadline}" if deadline else "")


def repeated(stem: str, repeat: int) -> str:
    """The id of the `repeat`-th (from 1) of those of a plan that say the same."""
    return stem if repeat == 1 else f"{stem}~{repeat}"


def department_id(*, place: str, slots: tuple[str, ...], qualifier: str = "") -> str:
    """Id of a department: path of its place (empty: the nation, cn), its slots in order, and what tells it from its like."""
    return "/".join(part for part in (place or "cn", "+".join(slots), qualifier) if part)


def edge_id(kind: str, source: str, target: str, statement: str) -> str:
    """Id of an edge: kind, ends and the statement (or heading, or entry) that it was read from."""
    return f"{kind}|{source}|{target}|{statement}"


def edge_parts(edge: str) -> list[tuple[str, str, str, str]]:
    """Every way to take the id of an edge apart into kind, source, target and mark; ids of nodes may hold the separator."""
    kind, *fields = edge.split("|")
    if len(fields) > MOST_FIELDS:
        return []
    count = len(fields)
    return [
        (kind, "|".join(fields[:a]), "|".join(fields[a:b]), "|".join(fields[b:]))
        for a in range(1, count)
        for b in range(a + 1, count)
    ]


def decision_id(*parts: str) -> str:
    """Id of a decision: short digest of what it says, who said it and when."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
