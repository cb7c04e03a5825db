"""How questions take facets: which ledger they need, and which facets are worth counting where a plan is chosen."""

from graph.facets.facets import DUTY_FACETS, FACETS, PLAN_FACETS, WORK_FACETS, Facets
from graph.ledger.ledger import Ledger
from graph.store import View


def ledger_for(view: View, plan: str, facets: Facets) -> Ledger:
    """The ledger of a plan (id) alone where that is enough, so that one plan is never an answer's price of all.

    Whether a plan was replaced only the others say.
    """
    return view.ledger([plan] if plan and not facets.validity else ())


def countable(plan: str) -> tuple[str, ...]:
    """The facets that are counted: within one plan (id) those of plans say nothing."""
    return (*WORK_FACETS, *DUTY_FACETS) if plan else FACETS


def of_plans(facets: Facets) -> Facets:
    """What is said of whole plans."""
    return facets.only(PLAN_FACETS)
