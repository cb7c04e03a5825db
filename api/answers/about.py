"""What the explorer says of itself, gathered from the schema, the looks, the catalogues and the packages; nothing is typed again."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from typing import get_args

from api.answers.bottlenecks import words
from api.wire import about as shapes
from graph.bottlenecks.findings.wording import sentences
from graph.model import Basis
from graph.questions.plans.plans import plans
from graph.schema import schema
from graph.store import View
from viz.pictures.style import style
from viz.site.catalogue_words import catalogue

PACKAGE = "respgraph"
_NAME = re.compile(r"[\w.-]+")
_LONGEST = 80
"""Characters of a licence; some packages put its whole text into their metadata."""


def explained(view: View) -> shapes.AboutExplorerOut:
    """All of it. Two reads."""
    status = view.status()
    return shapes.AboutExplorerOut(
        version=version(PACKAGE),
        licence=_licence(PACKAGE),
        plans=plans(view, limit=0).total,
        store=status,
        roles=list(_roles()),
        kinds=list(_kinds(status.nodes)),
        tiers=list(_tiers()),
        editions=_meanings("edition_", schema().nodes["Plan"].properties["edition"].enum),
        department_kinds=_meanings("kind_", schema().nodes["Department"].properties["kind"].enum),
        evidence=_meanings("basis_", get_args(Basis)),
        codes=_meanings("problem_", sorted(_codes())),
        licences=list(licences()),
    )


def _roles() -> Iterator[shapes.RoleOut]:
    for role, kind in schema().roles.items():
        edge, line = schema().edges[kind], style().edges[kind]
        yield shapes.RoleOut(
            role=role,
            kind=kind,
            label=words(edge.label),
            reverse=words(edge.reverse),
            colour=line.colour,
            width=line.width,
            dashes=list(line.dashes),
        )


def _kinds(counts: Mapping[str, int]) -> Iterator[shapes.KindOut]:
    for name, kind in schema().nodes.items():
        look = style().nodes[name]
        label = words(kind.plural)
        yield shapes.KindOut(kind=name, label=label, count=counts.get(name, 0), shape=look.shape, colour=look.colour)


def _tiers() -> Iterator[shapes.TierMeaningOut]:
    for tier, label in sentences().tiers.items():
        rules = [rule for rule in sentences().rules.values() if rule.tier == tier]
        yield shapes.TierMeaningOut(
            tier=tier,
            label=words(label),
            meaning=words(catalogue()[f"jam_tier_{tier}"]),
            rules=[shapes.RuleOut(rule=rule.name, title=words(rule.title)) for rule in rules],
        )


def _codes() -> Iterator[str]:
    return (key.removeprefix("problem_") for key in catalogue() if key.startswith("problem_"))


def _meanings(prefix: str, names: Iterator[str] | tuple[str, ...] | list[str]) -> list[shapes.MeaningOut]:
    return [shapes.MeaningOut(name=name, label=words(catalogue()[prefix + name])) for name in names]


@cache
def licences() -> tuple[shapes.LicenceOut, ...]:
    """The packages that respgraph needs, by name."""
    needed = {_NAME.match(line)[0] for line in requires(PACKAGE) or () if "extra ==" not in line}  # type: ignore[index]  # each begins with a name
    found = []
    for name in sorted(needed, key=str.lower):
        try:
            found.append(shapes.LicenceOut(name=name, version=version(name), licence=_licence(name)))
        except PackageNotFoundError:  # a package of another platform
            continue
    return tuple(found)


def _licence(name: str) -> str:
    """What the metadata say: an expression, else the classifiers, else the first line of a text."""
    told = metadata(name)
    if "License-Expression" in told:
        return told["License-Expression"]
    classifiers = [
        line.rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier") or () if line.startswith("License ::")
    ]
    text = told["License"] if "License" in told else ""  # noqa: SIM401  PackageMetadata has no `get`
    return ", ".join(classifiers) or text.strip().partition("\n")[0][:_LONGEST]
