"""From the figures of plans to the wire's shapes."""

from collections.abc import Iterable
from dataclasses import asdict

from api.answers.bottlenecks import unled
from api.answers.references import about, department_ref, plan_ref
from api.wire import figures as shapes
from graph.bottlenecks.figures.concentration import Concentration
from graph.bottlenecks.figures.profiles import Profiles
from graph.model import Node
from graph.questions.bottlenecks.figures import Between, Figures, Place, Sets

_COUNTS = (
    "measures", "assigned", "unowned", "leaderless", "sole", "many", "seats", "pairs", "pairs_many", "open_lists",
    "targets", "sole_targets",
)  # fmt: skip


def figures(answer: Figures, by: str) -> shapes.FiguresOut:
    """All figures of some plans."""
    titles = {plan.id: str(plan.properties["title"]) for plan in answer.plans}
    return shapes.FiguresOut(
        plans=[plan_ref(plan) for plan in answer.plans],
        by=by,
        profiles=[
            _profile(answer.profiles, place, name, titles.get(name, name))
            for place, name in enumerate(answer.profiles.names)
        ],
        concentration={name: _concentration(found, answer.leaders[name]) for name, found in answer.rankings.items()},
        places=[_place(place) for place in answer.places],
        offset=answer.offset,
        total=answer.total,
        covers={name: _cover(cover) for name, cover in answer.covers.items()},
        losses=[
            shapes.DroppedOut(
                dropped=loss.dropped,
                leaderless=loss.leaderless,
                departments=[department_ref(node) for node in loss.departments],
            )
            for loss in answer.losses
        ],
        depends=_between(answer.depends),
        mutual=_between(answer.mutual),
        merges=_between(answer.merges),
        stability={
            name: shapes.StabilityOut(tau=round(found.tau, 3), first_kept=round(found.first_kept, 3))
            for name, found in answer.stability.items()
        },
        unled=unled(answer.unled),
        about=about(answer.about),
    )


def _profile(profiles: Profiles, place: int, name: str, title: str) -> shapes.ProfileOut:
    counts = {count: int(getattr(profiles, count)[place]) for count in _COUNTS}
    return shapes.ProfileOut(
        name=name,
        title=title,
        leads=round(float(profiles.leads[place]), 2),
        effective=round(float(profiles.effective[place]), 2),
        **counts,
    )


def _concentration(found: Concentration, leader: Node | None) -> shapes.ConcentrationOut:
    rounded = {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in asdict(found).items()
        if name != "leader"
    }
    return shapes.ConcentrationOut(**rounded, leader=department_ref(leader) if leader else None)


def _place(place: Place) -> shapes.PlaceOut:
    numbers = {name: getattr(place, name) for name in shapes.PlaceOut.model_fields if name != "department"}
    return shapes.PlaceOut(department=department_ref(place.department), **numbers)


def _cover(cover: Sets) -> shapes.CoverOut:
    return shapes.CoverOut(
        size=cover.size,
        count=cover.count,
        sets=[[department_ref(node) for node in one] for one in cover.sets],
        complete=cover.complete,
    )


def _between(pairs: Iterable[Between]) -> list[shapes.BetweenOut]:
    return [
        shapes.BetweenOut(one=department_ref(pair.one), other=department_ref(pair.other), value=pair.value)
        for pair in pairs
    ]
