"""The bottleneck kernel against networkx: the same measures on the same synthetic corpora, side by side in one run.

    python benchmarks/measures.py [--plans 1 1000 20000] [--runs 5] [--projection 1000]

Corpora are drawn after the founding plan: the numbers of leads and of other parties of each measure come from its
measures, departments from its role counts, the same in all plans, with a long tail of rare ones. Both sides
must agree. Times are medians of CPU seconds; networkx projects up to --projection plans only (minutes beyond).
"""

import argparse
import json
import math
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import scipy
from networkx.algorithms import bipartite
from numpy.typing import NDArray

from graph.bottlenecks.figures import concentration, coordination, counts, dependence, partners, profiles
from graph.bottlenecks.kernel import Kernel
from graph.store import Incidence

FACTS = Path(__file__).parents[1] / "tests" / "data" / "yongchuan_roles.json"
SEED = 112
CHUNK = 20_000
MEASURES = 20.5
"""Mean measures of a plan that name somebody."""
LEVEL = 1.35
"""Exponent on the founding plan's role counts, so that the first department is in about 60 % of the measures."""
TAIL = 0.1
"""Part of the seats that goes to departments beyond the founding plan's 39."""

T = TypeVar("T")
Integers = NDArray[np.int64]


def rare_departments(plans: int) -> int:
    """How many departments there are beyond the founding plan's; new ones keep turning up as plans are added."""
    return round(75 * math.pow(plans, 0.6))


def corpus(plans: int) -> Incidence:
    """Roles of so many plans; the same for the same number."""
    random = np.random.default_rng([SEED, plans])
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    shapes = np.array([(len(each["lead"]), len(each["responsible"])) for each in facts["measures"] if each["lead"]])
    weights = np.array([unit["total"] for unit in facts["units"]]) ** LEVEL
    plan_of = np.repeat(np.arange(plans), np.maximum(1, random.poisson(MEASURES, plans)))
    drawn = shapes[random.integers(len(shapes), size=len(plan_of))]
    seats = [_seats(random, drawn[begin : begin + CHUNK], weights, begin) for begin in range(0, len(plan_of), CHUNK)]
    columns, units, roles = (np.concatenate(parts) for parts in zip(*seats, strict=True))
    tail = random.random(len(units)) < TAIL
    units[tail] = len(weights) + (rare_departments(plans) * random.random(tail.sum()) ** 1.5).astype(np.int64)
    used, rows = np.unique(units, return_inverse=True)
    _, first = np.unique(columns * len(used) + rows, return_index=True)  # nobody sits twice at one table
    return Incidence(
        departments=tuple(f"d{each}" for each in used.tolist()),
        measures=tuple(f"m{each}" for each in range(len(plan_of))),
        plans=tuple(f"p{each}" for each in plan_of.tolist()),
        rows=rows[first].astype(np.int64),
        columns=columns[first].astype(np.int64),
        roles=roles[first],
        open_lists=random.random(len(plan_of)) < 15 / 21,
        targets=random.poisson(15 / 21, len(plan_of)).astype(np.int64),
    )


def _seats(
    random: np.random.Generator, shapes: Integers, weights: NDArray[np.float64], begin: int
) -> tuple[Integers, Integers, NDArray[np.int8]]:
    """For each measure as many departments as it names, drawn without replacement by weight; leads first."""
    order = np.argsort(random.exponential(size=(len(shapes), len(weights))) / weights, axis=1)
    named = np.arange(order.shape[1]) < shapes.sum(axis=1, keepdims=True)
    rows, ranks = np.nonzero(named)
    return rows + begin, order[rows, ranks], (ranks >= shapes[rows, 0]).astype(np.int8)


def kernel_measures(kernel: Kernel) -> dict[str, Any]:
    """All measures that are shipped for corpora (exact covers and lose-k are for one plan)."""
    loads = counts.workloads(kernel)
    needs = partners.dependence(kernel)
    return {
        "loads": loads,
        "own": concentration.concentration(loads.own),
        "total": concentration.concentration(loads.total.astype(np.float64)),
        "profiles": profiles.profiles(kernel, kernel.plans),
        "stake": dependence.targets_at_stake(kernel),
        "dependence": needs,
        "mutual": partners.mutual(needs),
        "co-leads": partners.co_leads(kernel),
        "meetings": partners.meetings(kernel),
        "collaboration": partners.collaboration(kernel),
        "requirement": coordination.requirement(kernel),
        "merges": partners.merges(kernel),
        "own pairs": partners.own_pairs(kernel),
    }


def bipartite_graph(incidence: Incidence) -> "nx.Graph[Any]":
    """Departments and measures with the role on the edge."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(incidence.departments, side=0)
    graph.add_nodes_from(
        (measure, {"side": 1, "targets": targets})
        for measure, targets in zip(incidence.measures, incidence.targets.tolist(), strict=True)
    )
    names, measures = incidence.departments, incidence.measures
    graph.add_edges_from(
        (names[row], measures[column], {"lead": role == 0})
        for row, column, role in zip(
            incidence.rows.tolist(), incidence.columns.tolist(), incidence.roles.tolist(), strict=True
        )
    )
    return graph


def networkx_shortlist(graph: "nx.Graph[Any]", incidence: Incidence) -> dict[str, Mapping[Any, float]]:
    """Counts, own, sup, load and lead → support dependence, in Python over the graph."""
    figures: dict[str, dict[Any, float]] = {
        name: {} for name in ("lead", "sole", "total", "own", "sup", "load", "stake")
    }
    for department in incidence.departments:
        figures["total"][department] = graph.degree(department)
    needs: dict[Any, float] = {}
    for measure in incidence.measures:
        parties = graph.adj[measure]
        leads = [party for party, edge in parties.items() if edge["lead"]]
        helpers = [party for party, edge in parties.items() if not edge["lead"]]
        for lead in leads:
            _add(figures["lead"], lead, 1)
            _add(figures["own"], lead, 1 / len(leads))
            _add(figures["load"], lead, (len(parties) - 1) / len(leads))
            for helper in helpers:
                _add(needs, (lead, helper), 1 / len(leads))
        for helper in helpers:
            _add(figures["sup"], helper, 1 / len(helpers))
        if len(leads) == 1:
            _add(figures["sole"], leads[0], 1)
            _add(figures["stake"], leads[0], graph.nodes[measure]["targets"])
    return {**figures, "dependence": needs}


def _add(figures: dict[Any, float], key: object, value: float) -> None:
    figures[key] = figures.get(key, 0) + value


def shortlist(kernel: Kernel) -> dict[str, Any]:
    """The same as networkx_shortlist from the kernel."""
    return {
        "loads": counts.workloads(kernel),
        "stake": dependence.targets_at_stake(kernel),
        "dependence": partners.dependence(kernel),
    }


def check(kernel: Kernel, ours: Mapping[str, Any], theirs: Mapping[str, Mapping[Any, float]]) -> None:
    """Both sides say the same."""
    for name in ("lead", "sole", "total", "own", "sup", "load"):
        values = np.array([theirs[name].get(department, 0) for department in kernel.departments])
        assert np.allclose(getattr(ours["loads"], name), values), name
    assert np.allclose(ours["stake"], [theirs["stake"].get(department, 0) for department in kernel.departments])
    assert ours["dependence"].nnz == len(theirs["dependence"])
    assert np.isclose(ours["dependence"].sum(), sum(theirs["dependence"].values()))


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    kernel: float
    networkx: float | None


def timed(call: Callable[[], T], runs: int) -> tuple[T, float]:
    """The last result and the median of CPU seconds of all threads of this process."""
    seconds, result = [], call()
    for _ in range(runs):
        begin = time.process_time()
        result = call()
        seconds.append(time.process_time() - begin)
    return result, median(seconds)


def once(call: Callable[[], T]) -> tuple[T, float]:
    begin = time.process_time()
    result = call()
    return result, time.process_time() - begin


def compare(incidence: Incidence, runs: int, *, project: bool) -> Iterator[Line]:
    few = 1 if len(incidence.measures) > 1000 else runs
    repeat = (lambda call: timed(call, few)) if few > 1 else once
    kernel, seconds = timed(lambda: Kernel.of(incidence), runs)
    graph, theirs = repeat(lambda: bipartite_graph(incidence))
    yield Line("build", seconds, theirs)
    ours, seconds = timed(lambda: shortlist(kernel), runs)
    figures, theirs = repeat(lambda: networkx_shortlist(graph, incidence))
    check(kernel, ours, figures)
    yield Line("counts, own, sup, load, stake, dependence", seconds, theirs)
    pairs, seconds = timed(lambda: partners.collaboration(kernel), runs)
    theirs_projection = None
    if project:
        projected, theirs_projection = repeat(
            lambda: bipartite.collaboration_weighted_projected_graph(graph, incidence.departments)
        )
        assert projected.number_of_edges() == pairs.nnz
        assert np.isclose(projected.size(weight="weight"), pairs.sum())
    yield Line(f"projection ({pairs.nnz:,} pairs)", seconds, theirs_projection)
    _, seconds = timed(lambda: kernel_measures(kernel), runs)
    yield Line("all measures for corpora", seconds, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--plans", type=int, nargs="+", default=[1, 1000, 20_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--projection", type=int, default=1000, help="most plans that networkx projects")
    options = parser.parse_args()
    print(
        f"Python {platform.python_version()}, numpy {np.__version__}, scipy {scipy.__version__}, "
        f"networkx {nx.__version__}; CPU seconds, medians of {options.runs}"
    )
    for plans in options.plans:
        incidence = corpus(plans)
        print(
            f"\n{plans:,} plans: {len(incidence.departments):,} departments, {len(incidence.measures):,} measures, "
            f"{len(incidence.rows):,} role edges"
        )
        for line in compare(incidence, options.runs, project=plans <= options.projection):
            ratio = f"{line.networkx:12.4f}  x {line.networkx / line.kernel:,.1f}" if line.networkx is not None else "-"
            print(f"  {line.what:45} {line.kernel:10.5f}  {ratio}", flush=True)


if __name__ == "__main__":
    main()
