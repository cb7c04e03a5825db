"""Plans of three cities, two of which call their bureaus the same, for the tests of pages over several plans."""

from dataclasses import replace

from graph.schema import schema
from graph.store import Store
from tests.stores import NOW, Draft, Loaded

EAST, WEST = "甲省/东市", "甲省/西市"
TRADE, SCHOOLS, MONEY = (f"{EAST}/{slot}" for slot in ("commerce", "education", "finance"))
OTHER_TRADE, OTHER_MONEY = f"{WEST}/commerce", f"{WEST}/finance"
LATEST = "plan@sha256:latest"
NOWHERE = f"?/{LATEST}/?市/finance"
FIRST, SECOND, THIRD = "东府〔2020〕1号", "东府〔2021〕2号", "西府〔2022〕3号"
ROLES = frozenset(schema().roles.values())
MANY = 60
"""Measures of the first plan: more than a page holds."""


def first_plan() -> Loaded:
    """The trade bureau leads every third measure alone and every third with the schools; targets are due in two years."""
    draft = Draft(FIRST, "2020-01-01")
    trade = draft.department(TRADE, "市商务局", jurisdiction=EAST)
    schools = draft.department(SCHOOLS, "市教育局", jurisdiction=EAST)
    money = draft.department(MONEY, "市财政局", jurisdiction=EAST)
    for number in range(MANY):
        measure = draft.measure(str(number + 1), f"事项{number + 1}", assigned=True)
        draft.duty("LEADS" if number % 3 < 2 else "SUPPORTS", trade, measure)
        draft.duty("LEADS" if number % 3 else "SUPPORTS", schools, measure, order=2)
        draft.duty("SUPPORTS", money, measure, order=3)
        draft.target(measure, f"数{number + 1}", deadline="2025" if number < MANY - 5 else "2030")
    return draft.done(number=FIRST, jurisdiction=EAST)


def second_plan() -> Loaded:
    """The trade bureau leads one measure with another bureau's help."""
    draft = Draft(SECOND, "2021-01-01")
    trade = draft.department(TRADE, "市商务局", jurisdiction=EAST)
    money = draft.department(MONEY, "市财政局", jurisdiction=EAST)
    fair = draft.measure("1", "办好集市", "由商户自愿参加，摊位费减半。", assigned=True)
    draft.duty("LEADS", trade, fair)
    draft.duty("SUPPORTS", money, fair, order=2)
    draft.measure("2", "无人的事")
    draft.target(fair, "集市数", deadline="2022")
    return draft.done(number=SECOND, jurisdiction=EAST)


def third_plan() -> Loaded:
    """Another city's bureaus of the same names; nobody of the first city."""
    draft = Draft(THIRD, "2022-01-01")
    trade = draft.department(OTHER_TRADE, "市商务局", jurisdiction=WEST)
    money = draft.department(OTHER_MONEY, "市财政局", jurisdiction=WEST)
    roads = draft.measure("1", "修路", assigned=True)
    draft.duty("RESPONSIBLE_FOR", trade, roads)
    draft.duty("RESPONSIBLE_FOR", money, roads, order=2)
    for number in range(3):
        draft.measure(f"9{number}", f"没有单位的事{number}")
    return draft.done(number=THIRD, jurisdiction=WEST)


def latest_plan() -> Loaded:
    """A plan that does not say whose it is."""
    draft = Draft(LATEST, "2023-01-01")
    money = draft.department(NOWHERE, "市财政局", jurisdiction=f"?/{LATEST}/?市")
    books = draft.measure("1", "管账", assigned=True)
    draft.duty("RESPONSIBLE_FOR", money, books)
    return draft.done(jurisdiction=f"?/{LATEST}/?市")


def fill(store: Store) -> Store:
    """All plans into a store."""
    for graph, document in (first_plan(), second_plan(), third_plan(), latest_plan()):
        kinds = [edge.kind for edge in graph.edges]
        figures = {
            "role_edges": sum(kind in ROLES for kind in kinds),
            "targets": kinds.count("HAS_TARGET"),
            "problems": 1,
        }
        store.writer().replace(replace(graph, figures=figures), document, loaded_at=NOW)
    return store
