"""The first page as a desk: what came in lately, and what the department that this browser remembers is on the hook for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, unquote

from api.answers import departments as answers_departments
from api.answers import references as answers
from api.wire import departments as wire_departments
from api.wire import references as wire
from graph.questions.departments.finding import moved_to
from graph.questions.departments.workload import workload
from graph.questions.plans.progress import Reported, reported
from graph.store import View

MINE = "mine"
"""The cookie with the id of one's own department."""

MOST_LATELY = 5


class Came(NamedTuple):
    """A plan and when it was loaded (UTC, ISO 8601)."""

    plan: wire.PlanRef
    at: str


class Own(NamedTuple):
    """What a department has to do, and what was reported of it."""

    load: wire_departments.WorkloadOut
    said: Reported


def remembered(cookies: Mapping[str, str]) -> str:
    """The id in the cookie; empty for none."""
    return unquote(cookies.get(MINE, ""))


def as_cookie(key: str) -> str:
    """The id as a cookie may hold it."""
    return quote(key)


def lately(view: View) -> list[Came]:
    """The plans that were loaded last, the latest first."""
    ledger = view.ledger()
    last = ledger.once("loaded last", lambda: _last([(e.record.loaded_at, plan) for plan, e in ledger.entries.items()]))
    return [Came(answers.plan_ref(ledger.plans[plan]), at) for at, plan in last]


def _last(loads: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    return sorted(loads, reverse=True)[:MOST_LATELY]


def own(view: View, key: str, today: date) -> Own | None:
    """What the department is on the hook for; None where none is remembered, or the store has it no more."""
    department = moved_to(view, key) or key if key else ""
    node = next((node for node in view.nodes([department]) if node.kind == "Department"), None) if department else None
    if node is None:
        return None
    said = reported(view, "all", today, department=node.id, limit=0)
    return Own(answers_departments.workload(workload(view, node)), said)
