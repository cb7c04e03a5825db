"""What findings are about, as arrays: a department in its plan, works and sub-targets; so that facets narrow very many of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from graph.bottlenecks.findings.findings import Finding
from graph.ledger.arrays import Int64s, Integers, np
from graph.ledger.tallies import Tally


@dataclass(frozen=True, slots=True, eq=False)
class Subjects:
    """What each finding of some is about: `departments` (what stands for the id, 0 for none), and `sizes` of the works and sub-targets.

    These stand one finding behind the other in `about`, as indexes into the works of the plan, behind which its targets stand.
    """

    departments: Int64s
    sizes: Integers
    about: Integers


def subjects(findings: Sequence[Finding], tally: Tally) -> Subjects:
    """Of the findings of a plan: the work or sub-target that is the subject, else all works that are touched."""
    place_of = {key: place for place, key in enumerate((*tally.works, *tally.targets))}
    shared = frozenset(tally.shared)
    about = [_about(one, place_of) for one in findings]
    return Subjects(
        departments=np.where(
            [one.subject in shared for one in findings], marks_of([one.subject for one in findings]), 0
        ).astype(np.int64),
        sizes=np.array([len(each) for each in about], dtype=np.int32),
        about=np.array([place for each in about for place in each], dtype=np.int32),
    )


def joined(parts: Collection[Subjects]) -> Subjects:
    """Those of several plans, one behind the other."""
    return Subjects(
        np.concatenate([np.zeros(0, dtype=np.int64), *(each.departments for each in parts)]),
        np.concatenate([np.zeros(0, dtype=np.int32), *(each.sizes for each in parts)]),
        np.concatenate([np.zeros(0, dtype=np.int32), *(each.about for each in parts)]),
    )


def marks_of(ids: Collection[str]) -> Int64s:
    """What stands for ids: an eighth of the room, the same in every process."""
    digests = b"".join(blake2b(each.encode(), digest_size=8).digest() for each in ids)
    return np.frombuffer(digests, dtype=np.int64)


def _about(finding: Finding, place_of: Mapping[str, int]) -> list[int]:
    if finding.subject in place_of:
        return [place_of[finding.subject]]
    return [place_of[key] for key in finding.nodes if key in place_of]
