"""How often a name lands in the right place: `python benchmarks/places.py [--data FOLDER] [--seed N] [--show]`.

Draws subdistricts, towns and districts that changed their name or city from the lists of ../shared/data (divisions.tsv,
towns.tsv.gz), writes a short plan for each and reads it from its text: who issued it, what is named in it, which place does
the graph give to it? Right is the very place, open is `?/…`, wrong anything else; of the wrong ones those that another
province got are counted apart.
"""

import argparse
import gzip
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model import PlanGraph
from loaders.departments.places.divisions import Place, divisions, is_zone
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEED = 20261129
TOWNS, CHANGED = 200, 60
PLAN = """{issuer}关于印发《{place}绿化工作方案》的通知

各有关单位：

《{place}绿化工作方案》已经同意，现印发给你们，请认真组织实施。

{issuer}
{year}年6月8日

{place}绿化工作方案

一、重点任务

（一）加强树木养护。定期浇水修枝。（责任单位：{parties}）

（二）开展植树活动。组织义务植树。（责任单位：财政局）
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A name in a plan of an issuer and year; `path` is the place of the department that it should become."""

    kind: str
    issuer: str
    place: str
    year: int
    party: str
    path: str


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--show", action="store_true", help="every case that is not right")
    asked = options.parse_args()
    if not asked.data.is_dir():
        print(f"the lists are not there: {asked.data}", file=sys.stderr)
        return 2
    cases = [*towns(asked.data, asked.seed), *changed(asked.seed)]
    counts: dict[str, Counter[str]] = {}
    for case in cases:
        found, fate = judged(case)
        counts.setdefault(case.kind, Counter())[fate] += 1
        if asked.show and fate != "right":
            print(f"{fate}: {case.party} of {case.issuer} {case.year}: {found}, not {case.path}")
    print("| kind | cases | right | open | wrong | in another province |\n| --- | --- | --- | --- | --- | --- |")
    for kind, fates in counts.items():
        told = [fates["right"], fates["open"], fates["wrong"] + fates["another province"], fates["another province"]]
        print(f"| {kind} | {fates.total()} | " + " | ".join(map(str, told)) + " |")
    return 0


def towns(data: Path, seed: int) -> Iterator[Case]:
    """Subdistricts, and towns, each in a plan of its county in the last year in which it was seen."""
    rows = [
        line.split("\t") for line in gzip.decompress((data / "towns.tsv.gz").read_bytes()).decode().splitlines()[1:]
    ]
    draw = random.Random(seed)  # noqa: S311  # a sample to repeat, no secret
    streets = [row for row in rows if row[1].endswith("街道")]
    others = [row for row in rows if row[1].endswith(("镇", "乡"))]
    for kind, ending, drawn in (
        ("subdistrict", "", draw.sample(streets, TOWNS)),
        ("subdistrict's office", "办事处", draw.sample(streets, TOWNS)),
        ("town", "", draw.sample(others, TOWNS)),
        ("town's government", "人民政府", draw.sample(others, TOWNS)),
    ):
        for code, name, _, last in drawn:
            county = _county(code[:6], int(last))
            if county:
                yield Case(kind, _issuer(county), county.name, int(last), name + ending, f"{county.path}/{name}")


def changed(seed: int) -> Iterator[Case]:
    """Districts that have another name or city than once, in plans before and after: of the district, of its city."""
    pairs = [(place, heir) for place in divisions() if _counts(place) and (heir := _heir(place))]
    draw = random.Random(seed)  # noqa: S311  # a sample to repeat, no secret
    for place, heir in draw.sample(pairs, CHANGED):
        apart = int(heir.first == place.last)  # both in one year: well before, well after
        for when, there, year in (("before", place, place.last - apart), ("after", heir, heir.first + apart)):
            city = there.path.rpartition("/")[0].rpartition("/")[2]
            own, office = f"{there.name[-1]}财政局", "人民政府办公室"
            yield Case(f"district's own plan, {when}", _issuer(there), there.name, year, own, there.path)
            yield Case(f"its name alone, {when}", there.name + office, there.name, year, "", there.path)
            yield Case(f"its city's plan, {when}", city + office, city, year, f"{there.name}财政局", there.path)


def _counts(place: Place) -> bool:
    return place.level == "county" and place.name.endswith(("区", "县", "市", "旗")) and not is_zone(place)


def _heir(place: Place) -> Place | None:
    """What a county became: the next one with its code, its name or its name but for the last character."""
    later = (p for p in divisions() if _counts(p) and place.last <= p.first <= place.last + 2 and p.path != place.path)
    same = (
        p for p in later if p.code[:2] == place.code[:2] and (p.code == place.code or p.name[:-1] == place.name[:-1])
    )
    return next(same, None)


def judged(case: Case) -> tuple[str, str]:
    """The place that the graph gives, and what that is: right, open, wrong, another province."""
    text = PLAN.format(issuer=case.issuer, place=case.place, year=case.year, parties=case.party or "财政局")
    found = places_of(plan_graphs(read_document(read_bytes(text.encode(), "plan.txt"))), case.party)
    place = next(iter(found), "")
    if place == case.path:
        return place, "right"
    if place.startswith("?") or "/?" in place:
        return place, "open"
    return place, "wrong" if place.split("/")[0] == case.path.split("/")[0] else "another province"


def places_of(graphs: Iterable[PlanGraph], party: str) -> list[str]:
    """The places of the departments of a name; of the plan itself where none is asked for."""
    nodes = [node for graph in graphs for node in graph.nodes]
    if not party:
        return [str(node.properties.get("jurisdiction", "")) for node in nodes if node.kind == "Plan"]
    named = [node for node in nodes if node.kind == "Department" and node.properties["name"] == party]
    return [str(node.properties.get("jurisdiction", "")) for node in named]


def _county(code: str, year: int) -> Place | None:
    there = [p for p in divisions() if p.code == code and p.level == "county"]
    return next((p for p in there if p.at(year)), there[-1] if there else None)


def _issuer(place: Place) -> str:
    return "".join(place.path.split("/")) + "人民政府办公室"


if __name__ == "__main__":
    sys.exit(main())
