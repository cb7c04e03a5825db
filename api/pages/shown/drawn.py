"""What a picture is drawn of: the scenes that the address of the graph page asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from api.answers.scenes import (
    center_of,
    due,
    joined,
    scene_around,
    scene_of_plan,
    scene_of_talk,
    scene_of_way,
    scene_of_words,
)
from api.facets.counted import facets_out
from api.wire.references import FacetOut
from graph.errors import BadRequestError, UnknownIdError
from graph.facets.facets import DUTY_FACETS, NOTHING, WORK_FACETS, Facets
from graph.facets.narrowing import kept_works, sorted_plans
from graph.questions.departments.workload import dutied_plans
from graph.questions.plans.neighbourhood import line_facets
from graph.schema import Language, schema
from graph.store import View
from viz.pictures.scene import Scene
from viz.site.catalogue_words import catalogue, words

MOST_PLANS = 200
"""Plans over which departments are drawn that must talk; over more nobody could read the picture, and it would take seconds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A picture's question: what the address says that narrows every part of it."""

    view: View
    roles: tuple[str, ...]
    kinds: tuple[str, ...]
    plan: str
    limit: int
    facets: Facets

    @property
    def plans(self) -> list[str] | None:
        """The plans (ids) that have what is chosen; None where nothing is."""
        return sorted_plans(self.view, self.facets)

    @property
    def works(self) -> frozenset[str] | None:
        """The measures and goals (ids) that have what is chosen of work and duties; None where nothing of it is."""
        chosen = self.facets.only((*WORK_FACETS, *DUTY_FACETS))
        return kept_works(self.view.ledger(), self.facets) if chosen else None

    def scene(self, start: str, to: str, depth: int, language: Language) -> Scene:
        """The way to `to`, where it is given, else what lies around `start`."""
        if to:
            return self.way(start, to, words("no_way", language))
        return self.around(start, depth, catalogue()["by_topic"][language])

    def offered(self, start: str, depth: int, scene: Scene) -> list[FacetOut]:
        """The facets with how many lines of the picture without them each value would leave; those of plans not where all are of one."""
        whole = replace(self, facets=NOTHING).around(start, depth, "") if self.facets else scene
        return facets_out(line_facets(self.view, whole.edges, self.facets, plan=self.plan))

    def around(self, start: str, depth: int, by_topic: str) -> Scene:
        """Around the node that `start` names; a plan whole; else what the words find."""
        try:
            key = center_of(self.view, start)
        except UnknownIdError:
            found = scene_of_words(
                self.view,
                start,
                depth=depth,
                roles=self.roles,
                kinds=self.kinds,
                plan=self.plan,
                facets=self.facets,
                limit=self.limit,
                by_topic=by_topic,
            )
            if found.nodes:
                return found
            raise
        if self.view.nodes([key])[0].kind == "Plan" and depth == 1:
            return scene_of_plan(self.view, key, roles=self.roles, facets=self.facets, limit=self.limit)
        return self._near(key, depth)

    def way(self, start: str, to: str, no_way: str) -> Scene:
        """The way between two named nodes."""
        return scene_of_way(self.view, center_of(self.view, start), center_of(self.view, to), no_way=no_way)

    def expanded(self, scene: Scene, node: str) -> Scene:
        """With the neighbours of a node that the picture has."""
        if all(each.id != node for each in scene.nodes):
            return scene
        return joined(scene, self._near(node, 1), limit=self.limit)

    def _near(self, key: str, depth: int) -> Scene:
        return scene_around(
            self.view,
            key,
            depth=depth,
            roles=self.roles,
            kinds=self.kinds,
            plan=self.plan,
            facets=self.facets,
            limit=self.limit,
        )


def talk_scene(ask: Asked, start: str, depth: int, due_before: str, language: Language) -> Scene:
    """Departments alone: of a plan, around a department, in the measures that are found, or of the plans that facets choose.

    With a date, only measures that are due before it count.
    """
    title = words("see_talk", language)
    if not start:
        return scene_of_talk(ask.view, _bounded(ask.plans or ()), title=title, measures=ask.works)
    try:
        node = ask.view.nodes([center_of(ask.view, start)])[0]
    except UnknownIdError:
        node = None
    if node is None or node.kind not in ("Plan", "Department") or due_before:
        found = ask.around(start, depth, catalogue()["by_topic"][language])
        found = due(found, due_before) if due_before else found
        measures = [each for each in found.nodes if each.kind == "Measure"]
        plans = _bounded(sorted({each.plan for each in measures}))
        around = node.id if node and node.kind == "Department" else ""
        return scene_of_talk(ask.view, plans, title=found.title, around=around, measures=[each.id for each in measures])
    caption = schema().caption(node)
    if node.kind == "Plan":
        inside = ask.plans is None or node.id in ask.plans
        return scene_of_talk(ask.view, [node.id] if inside else [], title=caption, measures=ask.works)
    own = [ask.plan] if ask.plan else [plan.id for plan in dutied_plans(ask.view, node)]
    return scene_of_talk(
        ask.view,
        _bounded([plan for plan in own if ask.plans is None or plan in ask.plans]),
        title=caption,
        around=node.id,
        measures=ask.works,
    )


def _bounded(plans: Sequence[str]) -> Sequence[str]:
    if len(plans) > MOST_PLANS:
        raise BadRequestError(
            f"departments of {len(plans)} plans are too many for one picture",
            hint=f"name a plan, or choose by place, year or topic, at most {MOST_PLANS} plans",
        )
    return plans
