"""Who leads what where: the measures of a topic, of words or of a function over all plans, and who leads them, alone or with whom.

Where nobody leads a measure, those responsible, guiding, supporting or supervising are told as such.
"""

from dataclasses import dataclass

from graph.errors import BadRequestError
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, counted, kept
from graph.ledger.arrays import np
from graph.ledger.duties import duties
from graph.questions.about import About, about
from graph.questions.comparing.lead_lines import PlaceLine, ShownPlans
from graph.questions.comparing.leading import (
    FunctionLine,
    bearers,
    by_place,
    function_lines,
    meant_of,
    those,
    whole_works,
)
from graph.questions.plans.search import search
from graph.search.asked import Asked
from graph.store import Page, View

MOST_WORKS = 1000
"""Measures that words may find; it is said how many more there are."""

MOST_FUNCTIONS = 40
"""Functions that an answer counts, those of most measures first."""


@dataclass(frozen=True, slots=True)
class Leads:
    """A page of plans by place and year, and over all of them: what is meant, what nobody leads or names, who leads by function.

    `headings` are measures that only hold others: their parts are meant. `asked` is what the words were taken for, None without words; `left_out` are works beyond MOST_WORKS that hold the words.
    """

    page: Page[PlaceLine]
    measures: int
    goals: int
    headings: int
    leaderless: int
    nobody: int
    functions: tuple[FunctionLine, ...]
    of_functions: int
    asked: Asked | None
    left_out: int
    facets: Counts
    about: About


def leads(view: View, *, words: str = "", facets: Facets = NOTHING, offset: int = 0, limit: int | None = None) -> Leads:
    """Who leads the measures and goals that hold the words and have what the facets choose; a function keeps its own parts only.

    The ledger, a search, and five reads for the page. BadRequestError where neither words nor facets narrow them.
    """
    if not words.strip() and not facets:
        raise BadRequestError("nothing narrows the measures", hint="give words, a topic, a function or a place")
    ledger = view.ledger()
    works = kept(ledger, "measures", facets)
    asked, left_out, worded = None, 0, None
    found = duties(ledger)
    if words.strip():
        answer = search(view, words, kinds=("Goal", "Measure"), limit=MOST_WORKS)
        asked, left_out = answer.asked, max(0, answer.found.total - MOST_WORKS)
        worded = those(found, answer.found.items)
        works = works & worded
    whole = meant_of(ledger, works)
    borne = bearers(ledger, found, facets)
    without = whole.measures & ~whole.led
    counts = {
        "measures": whole.by_plan(whole.measures),
        "goals": whole.by_plan(whole.goals),
        "leaderless": whole.by_plan(without),
        "nobody": whole.by_plan(without & ~whole.named),
    }
    plans = sorted(np.flatnonzero(counts["measures"] + counts["goals"]).tolist(), key=by_place(ledger, found))
    shown = plans[offset : offset + limit if limit is not None else None]
    lines = tuple(ShownPlans(view, ledger, whole, borne, counts).lines(shown))
    functions = function_lines(ledger, whole, borne)
    examples = [
        *(each.examples for line in lines for each in line.leaders),
        *(each.examples for line in lines for each in line.charged),
    ]
    among = whole_works(ledger) if worded is None else whole_works(ledger) & worded
    totals = {name: int(each.sum()) for name, each in counts.items()}
    return Leads(
        page=Page(lines, offset, len(plans)),
        **totals,
        headings=int(whole.holders.sum()),
        functions=functions[:MOST_FUNCTIONS],
        of_functions=len(functions),
        asked=asked,
        left_out=left_out,
        facets=counted(ledger, "measures", facets, among=among),
        about=about(view, plans=[found.plans[plan] for plan in plans], edges=[edge for e in examples for _, edge in e]),
    )


def lead_choices(view: View, facets: Facets) -> Counts:
    """Of how many measures and goals each value of the facets would be, before anything is asked. The ledger alone."""
    ledger = view.ledger()
    return counted(ledger, "measures", facets, among=whole_works(ledger))
