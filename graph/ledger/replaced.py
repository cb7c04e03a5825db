"""Which plans another one has taken the place of, by the words of the other (REPLACES), from the ledger alone."""

from graph.ids import plan_id
from graph.ledger.ledger import Ledger
from graph.model import Node
from graph.place_words import is_known

CITED = "cited"
"""Edition of a plan that others name and nobody loaded."""


def replaced(ledger: Ledger) -> frozenset[str]:
    """The plans (ids) that were read and that one which was read repeals or revises, worked out once for a state."""
    return ledger.once("replaced plans", lambda: _replaced(ledger))


def _replaced(ledger: Ledger) -> frozenset[str]:
    stated = [(plan, other) for plan, entry in ledger.entries.items() for other in entry.tally.replaces]
    if not stated:
        return frozenset()
    called = {alias: ledger.plans[plan] for plan in ledger.entries for alias in aliases(ledger.plans[plan])}
    found = set()
    for plan, other in stated:
        meant = ledger.plans[other] if other in ledger.entries else called.get(other)
        cited = ledger.plans.get(other)
        if meant is None or meant.id == plan:
            continue
        if meant.id == other or (cited is not None and may_mean(ledger.plans[plan], cited, meant)):
            found.add(meant.id)
    return frozenset(found)


def aliases(plan: Node) -> tuple[str, ...]:
    """The ids under which others may cite a plan, its own left out."""
    number, title, place = plan.text("number"), plan.text("title"), plan.text("jurisdiction")
    found = [plan_id(number="", title=title, issuer="", sha256="")] if title else []
    if number:
        found += [plan_id(number=number, title="", issuer="", sha256="", place=where) for where in ("", place)]
    return tuple(alias for alias in dict.fromkeys(found) if alias != plan.id)


def may_mean(source: Node, cited: Node, plan: Node) -> bool:
    """Whether an act that is only cited can be the plan: nobody ends what another place has issued."""
    return cited.text("edition") == CITED and around(source.text("jurisdiction"), plan.text("jurisdiction"))


def around(outer: str, inner: str) -> bool:
    """Whether a place (path) is another one or lies around it; an unknown place may be any."""
    return not is_known(outer) or not is_known(inner) or not outer or f"{inner}/".startswith(f"{outer}/")
