"""Two small plans of one district whose names leave something open, for the tests of decisions, rosters and history."""

from graph.store import Store
from tests.stores import NOW, Draft, Loaded

PLACE = "甲省/乙区"
ECO, OPEN, LAND, NATURE, TOWNS, TOWN = (
    f"{PLACE}/{slot}" for slot in ("ecology-environment", "unresolved/区生态保护办", "land-resources", "natural-resources",
                                   "collective-territorial/各镇街", "town")
)  # fmt: skip
ELSEWHERE = "?/乙区/ecology-environment"
OLD_PLAN, NEW_PLAN = "乙府〔2016〕1号", "乙府〔2022〕2号"
AIR, SOIL, FIELDS = f"{NEW_PLAN}/measure/1", f"{NEW_PLAN}/measure/2", f"{OLD_PLAN}/measure/1"
PLACED = {"jurisdiction": PLACE, "level": "county"}


def old_plan() -> Loaded:
    """Land before the reform of 2018: the bureau of that time, and every town."""
    draft = Draft(OLD_PLAN, "2016-03-01")
    land = draft.department(LAND, "区国土局", **PLACED)
    nature = draft.department(NATURE, "区自然资源局", **PLACED)
    towns = draft.department(TOWNS, "各镇街", kind="collective", **PLACED)
    draft.department(ELSEWHERE, "区环保局", jurisdiction="?/乙区", slots=("ecology-environment",))
    fields = draft.measure("1", "保护耕地", assigned=True)
    draft.duty("LEADS", land, fields)
    draft.duty("RESPONSIBLE_FOR", towns, fields, order=2)
    draft.duty("SUPPORTS", ELSEWHERE, fields, order=3)
    draft.edge("SUCCEEDS", nature, land, "dictionary", None, owned=False, date="2018", event="2018")
    return draft.done(number=OLD_PLAN, **PLACED)


def new_plan() -> Loaded:
    """Air and soil: an open name beside a known one, which prose calls by the open name once more."""
    draft = Draft(NEW_PLAN, "2022-07-01")
    eco = draft.department(ECO, "区生态环境局", name_en="Ecology and Environment Bureau", **PLACED)
    nature = draft.department(NATURE, "区自然资源局", **PLACED)
    towns = draft.department(TOWNS, "各镇街", kind="collective", **PLACED)
    unknown = draft.department(
        OPEN, "区生态保护办", kind="unresolved", candidates=(ECO, f"{PLACE}/forestry-grassland"), **PLACED
    )
    air = draft.measure("1", "改善空气", assigned=True)
    soil = draft.measure("2", "保护土壤", assigned=True)
    draft.duty("LEADS", eco, air)
    draft.duty("RESPONSIBLE_FOR", towns, air, order=2)
    draft.duty("LEADS", unknown, soil)
    draft.duty("SUPPORTS", nature, soil, order=2)
    draft.duty("SUPPORTS", unknown, air, form="prose-duty")
    return draft.done(number=NEW_PLAN, **PLACED)


def fill(store: Store) -> Store:
    """Both plans into a store."""
    for graph, document in (old_plan(), new_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)
    return store
