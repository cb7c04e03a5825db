"""The lines of who leads what where: of one plan who leads, and who has another part in what nobody leads, with their words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.ledger.arrays import Booleans, Int64s, np
from graph.ledger.ledger import Ledger
from graph.model import Edge, Node
from graph.questions.comparing.leading import LEAD, Meant, pairs_led
from graph.schema import schema
from graph.store import View

MOST_PARTNERS = 12
"""Departments that a lead leads most measures with, and those that have another part in what it leads."""

EXAMPLES = 3
"""Measures of a department that are shown with their words, and measures that name nobody."""


@dataclass(frozen=True, slots=True)
class Leader:
    """A department that leads works of one plan: `alone`, `jointly`, with whom how often; the first of them with their words.

    `partners` lead with it, `others` have another part in what it leads, how often in each role: the first MOST_PARTNERS of
    `of_partners` and of `of_others`.
    """

    department: Node
    alone: int
    jointly: int
    partners: tuple[tuple[Node, int], ...]
    of_partners: int
    others: tuple[tuple[Node, Mapping[str, int]], ...]
    of_others: int
    examples: tuple[tuple[Node, Edge], ...]


@dataclass(frozen=True, slots=True)
class Charged:
    """A department with another part than the lead in works of one plan that nobody leads: how many in each role, the first with words."""

    department: Node
    roles: Mapping[str, int]
    examples: tuple[tuple[Node, Edge], ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A plan: how many of its `measures` and `goals` are meant, how many measures nobody leads, and of these how many name nobody.

    `leaders` lead works, `charged` have a part in works that nobody leads, both the most first; `unnamed` are the first measures
    that name nobody.
    """

    plan: Node
    year: str
    measures: int
    goals: int
    leaderless: int
    nobody: int
    leaders: tuple[Leader, ...]
    charged: tuple[Charged, ...]
    unnamed: tuple[Node, ...]


def year_of(plan: Node) -> str:
    """The year of a plan's date; empty where it has none."""
    return plan.text("date")[:4]


@dataclass(slots=True)
class _Led:
    """What one department leads in one plan: works and who else leads them."""

    alone: list[int] = field(default_factory=list)
    jointly: list[int] = field(default_factory=list)
    partners: Counter[int] = field(default_factory=Counter)
    others: dict[int, Counter[str]] = field(default_factory=dict)

    def shown(self) -> list[tuple[int, Counter[str]]]:
        """The others that are shown, the most first."""
        return sorted(self.others.items(), key=lambda each: (-each[1].total(), each[0]))[:MOST_PARTNERS]


@dataclass(slots=True)
class _Part:
    """What else one department does in one plan: how often in each role, and the works."""

    roles: Counter[str] = field(default_factory=Counter)
    works: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class ShownPlans:
    """The plans of a page, read from the store in two reads."""

    view: View
    ledger: Ledger
    meant: Meant
    borne: Booleans
    counts: Mapping[str, Int64s]

    def lines(self, plans: Sequence[int]) -> Iterable[PlaceLine]:
        """The lines of some plans, by index, in this order."""
        found = self.meant.duties
        led, parts = self._led(plans), self._parts(plans)
        unnamed = {plan: self._unnamed(plan) for plan in plans}
        works = {
            *(
                w
                for at in led.values()
                for each in at.values()
                for w in sorted([*each.alone, *each.jointly])[:EXAMPLES]
            ),
            *(w for at in parts.values() for each in at.values() for w in each.works[:EXAMPLES]),
        }
        named = {*(d for at in led.values() for d in at), *(d for at in parts.values() for d in at)}
        partners = {
            o
            for at in led.values()
            for each in at.values()
            for o, _ in (*each.partners.most_common(MOST_PARTNERS), *each.shown())
        }
        ids = sorted({found.works[work] for work in (*works, *(w for each in unnamed.values() for w in each))})
        nodes = self._nodes([*ids, *(found.departments[d] for d in sorted(named | partners))])
        edges = self._edges(ids)

        def words(department: int, chosen: Iterable[int]) -> tuple[tuple[Node, Edge], ...]:
            return tuple(
                (nodes[found.works[work]], edges[found.departments[department], found.works[work]]) for work in chosen
            )

        for plan in plans:
            leaders = [
                Leader(
                    nodes[found.departments[d]],
                    len(each.alone),
                    len(each.jointly),
                    tuple((nodes[found.departments[o]], n) for o, n in each.partners.most_common(MOST_PARTNERS)),
                    len(each.partners),
                    tuple((nodes[found.departments[o]], dict(roles)) for o, roles in each.shown()),
                    len(each.others),
                    words(d, sorted([*each.alone, *each.jointly])[:EXAMPLES]),
                )
                for d, each in led.get(plan, {}).items()
            ]
            charged = [
                Charged(nodes[found.departments[d]], dict(each.roles), words(d, each.works[:EXAMPLES]))
                for d, each in parts.get(plan, {}).items()
            ]
            node = self.ledger.plans[found.plans[plan]]
            yield PlaceLine(
                plan=node,
                year=year_of(node),
                **{name: int(each[plan]) for name, each in self.counts.items()},
                leaders=tuple(sorted(leaders, key=lambda e: (-e.alone - e.jointly, -e.alone, *_named(e.department)))),
                charged=tuple(sorted(charged, key=lambda e: (*_weight(e.roles), *_named(e.department)))),
                unnamed=tuple(nodes[found.works[work]] for work in unnamed[plan]),
            )

    def _led(self, plans: Sequence[int]) -> dict[int, dict[int, _Led]]:
        """Plan → department → what it leads."""
        found = self.meant.duties
        together: dict[int, set[int]] = {}
        for duty in self._of(self.meant.leads, plans):
            together.setdefault(int(found.work[duty]), set()).add(int(found.department[duty]))
        led: dict[int, dict[int, _Led]] = {}
        beside = self._beside(plans)
        rows, jointly = pairs_led(self.meant, self.borne)
        chosen = np.isin(found.plan[rows], plans)
        for duty, joint in zip(rows[chosen].tolist(), jointly[chosen].tolist(), strict=True):
            work, department = int(found.work[duty]), int(found.department[duty])
            line = led.setdefault(int(found.plan[duty]), {}).setdefault(department, _Led())
            (line.jointly if joint else line.alone).append(work)
            line.partners.update(sorted(together[work] - {department}))
            for other, role in beside.get(work, {}).items():
                line.others.setdefault(other, Counter())[role] += 1
        return led

    def _beside(self, plans: Sequence[int]) -> dict[int, dict[int, str]]:
        """Work → department → its strongest role beside the lead's."""
        found, words = self.meant.duties, list(schema().roles)
        beside: dict[int, dict[int, str]] = {}
        for duty in self._of(self.meant.beside, plans):  # they stand by work and role
            parts = beside.setdefault(int(found.work[duty]), {})
            parts.setdefault(int(found.department[duty]), words[int(found.role[duty])])
        return beside

    def _parts(self, plans: Sequence[int]) -> dict[int, dict[int, _Part]]:
        """Plan → department → what else it does where nobody leads, each work once in its strongest role."""
        found, words = self.meant.duties, list(schema().roles)
        parts: dict[int, dict[int, _Part]] = {}
        seen = set()
        for duty in self._of(self.meant.others, plans):  # they stand by work and role
            work, department = int(found.work[duty]), int(found.department[duty])
            if self.borne[department] and (work, department) not in seen:
                seen.add((work, department))
                line = parts.setdefault(int(found.plan[duty]), {}).setdefault(department, _Part())
                line.roles[words[int(found.role[duty])]] += 1
                line.works.append(work)
        return parts

    def _of(self, rows: Int64s, plans: Sequence[int]) -> list[int]:
        chosen: list[int] = rows[np.isin(self.meant.duties.plan[rows], plans)].tolist()
        return chosen

    def _unnamed(self, plan: int) -> list[int]:
        meant = self.meant
        here = (meant.measures & ~meant.named)[:-1] & (meant.duties.work_plans == plan)
        first: list[int] = np.flatnonzero(here)[:EXAMPLES].tolist()
        return first

    def _nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        return {node.id: node for node in self.view.nodes(ids)} if ids else {}

    def _edges(self, works: Sequence[str]) -> dict[tuple[str, str], Edge]:
        """The words of who does what: (department, work) → its formal edge in the strongest role."""
        kinds = list(schema().roles.values())
        edges: dict[tuple[str, str], Edge] = {}
        stated = (
            [e for e in self.view.edges(works, kinds=kinds, direction="in") if e.properties["formal"]] if works else []
        )
        for edge in sorted(stated, key=lambda edge: kinds.index(edge.kind)):
            edges.setdefault((edge.source, edge.target), edge)
        return edges


def _named(department: Node) -> tuple[str, str]:
    return department.text("name"), department.id


def _weight(roles: Mapping[str, int]) -> tuple[int, ...]:
    """The most responsible first, then by the other roles."""
    return tuple(-roles.get(role, 0) for role in schema().roles if role != LEAD)
