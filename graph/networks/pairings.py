"""Departments joined by the measures in which they meet: who must talk to whom, and who shares work with whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.bottlenecks.figures.coordination import requirement
from graph.bottlenecks.kernel import Csr, Integers, Kernel, above, columns_of, reciprocal
from graph.ledger.arrays import Floats
from graph.model import Value
from graph.networks.columns import declared
from graph.networks.network import Link, Network, Vertex
from graph.networks.scope import Scope, kernel_of, origin_of
from graph.networks.work import DEPARTMENT_COLUMNS, Work, departments, plan_values, works

Rule = Literal["talk", "together"]


def pairings(scope: Scope, rule: Rule) -> Network:
    """The network of a scope by one of the two rules; a link at a time is in memory, and measures in short."""
    kernel = kernel_of(scope)

    def nodes() -> Iterator[Vertex]:
        return departments(scope, kernel)

    def links() -> Iterator[Link]:
        yield from _links(_Meetings.of(kernel, rule), works(scope, kernel), rule)

    return Network(origin_of(scope, rule), DEPARTMENT_COLUMNS, declared("pair"), nodes, links)


@dataclass(frozen=True, slots=True, eq=False)
class _Meetings:
    """Which departments meet: `pairs` holds each pair once, above the diagonal; `seats` is 1 / (parties - 1) by measure."""

    kernel: Kernel
    rule: Rule
    pairs: Csr
    seats: Floats

    @classmethod
    def of(cls, kernel: Kernel, rule: Rule) -> "_Meetings":
        roles = kernel.any_role
        return cls(
            kernel,
            rule,
            above(requirement(kernel) if rule == "talk" else roles @ roles.T),
            reciprocal(kernel.parties - 1),
        )

    def __iter__(self) -> Iterator[tuple[int, int, "_Meeting"]]:
        """Pairs in the kernel's order of departments."""
        for one in range(self.pairs.shape[0]):
            for other in sorted(columns_of(self.pairs, one).tolist()):
                yield one, other, self._meeting(one, other)

    def _meeting(self, one: int, other: int) -> "_Meeting":
        ours, theirs = columns_of(self.kernel.any_role, one), columns_of(self.kernel.any_role, other)
        together = np.intersect1d(ours, theirs)
        we_carry = np.isin(together, columns_of(self.kernel.carry, one))  # who leads it, else who is responsible
        they_carry = np.isin(together, columns_of(self.kernel.carry, other))
        kept = we_carry | they_carry | (self.rule == "together")
        we_lead = np.isin(together, columns_of(self.kernel.lead, one))
        they_lead = np.isin(together, columns_of(self.kernel.lead, other))
        return _Meeting(
            columns=together[kept],
            both_lead=int((we_lead & they_lead).sum()),
            one_leads=int((we_lead & ~they_lead).sum()),
            other_leads=int((they_lead & ~we_lead).sum()),
            newman=round(float(self.seats[together[kept]].sum()), 6),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Meeting:
    """The measures (indexes) in which two meet, and how many of them who leads."""

    columns: Integers
    both_lead: int
    one_leads: int
    other_leads: int
    newman: float


def _links(meetings: _Meetings, found: Mapping[str, Work], rule: Rule) -> Iterator[Link]:
    kernel = meetings.kernel
    for one, other, meeting in meetings:
        ids = tuple(kernel.measures[column] for column in meeting.columns.tolist())
        source, target = kernel.departments[one], kernel.departments[other]
        values: dict[str, Value] = {
            "measures": len(ids),
            "newman": meeting.newman,
            "both_lead": meeting.both_lead,
            "source_leads": meeting.one_leads,
            "target_leads": meeting.other_leads,
            "measure_ids": ids,
            **_said([found[key] for key in ids]),
        }
        yield Link(f"{rule}|{source}|{target}", source, target, rule, len(ids), values)


def _said(measures: list[Work]) -> dict[str, Value]:
    """What the measures of a pair say: titles, plans, files, words, and when they are due."""
    dues = sorted(work.due for work in measures if work.due)
    plans = list({work.plan.id: work.plan for work in measures}.values())
    found: dict[str, Value] = {
        **plan_values(plans),
        "measure_titles": tuple(work.title for work in measures),
        "statements": tuple(dict.fromkeys(said for work in measures for said in work.statements)),
        "documents": tuple(dict.fromkeys(work.document for work in measures)),
    }
    return found | ({"due_first": dues[0], "due_last": dues[-1]} if dues else {})
