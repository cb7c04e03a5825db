"""A plan's findings on two pages for a meeting: the ten kinds that matter first, what to decide, why, who is concerned."""

from collections import Counter
from collections.abc import Mapping, Sequence

from api.answers.bottlenecks import words as both
from api.exports.bottleneck_rows import said
from api.exports.cells import listed
from graph.bottlenecks.findings.findings import Finding, place
from graph.bottlenecks.findings.folding import MATTER_FIRST, SaidFold, folds, said_folds
from graph.model import Node
from graph.questions.bottlenecks.findings import Findings
from graph.schema import Label, Language
from viz.office.briefs import Brief, BriefRow
from viz.site.catalogue_words import words
from viz.site.shown_words import cut

MOST_SIGNS: Mapping[Language, int] = {"zh": 110, "en": 230}
"""Characters of a cell: ten lines of so many fit two pages of A4 across."""

MOST_CONCERNED = 6


def brief(found: Findings, language: Language) -> Brief:
    """The paper of one plan; `found` holds all its findings (those that readers called wrong are left out and counted)."""
    items = found.page.items
    by_id = {finding.id: finding for finding in items}
    told = {(summary.plan, summary.rule): summary for summary in found.summaries}
    lines = said_folds(folds(map(place, items), "rule"), by_id, lambda plan, rule: told.get((plan, rule)))
    plan = found.gathered.plans[0]
    return Brief(
        title=words("paper_title", language, name=str(plan.properties["title"])),
        notes=tuple(_notes(found, plan, lines, language)),
        heads=tuple(words(f"brief_{key}", language) for key in ("number", "act", "why", "who", "decided")),
        rows=tuple(_row(number, line, found, language) for number, line in enumerate(lines[:MATTER_FIRST], 1)),
        rest=_rest(lines[MATTER_FIRST:], language),
        annex=words("brief_annex", language, n=found.count),
    )


def _notes(found: Findings, plan: Node, lines: Sequence[SaidFold], language: Language) -> Sequence[str]:
    number = str(plan.properties.get("number", ""))
    shown = min(len(lines), MATTER_FIRST)
    counted = words("brief_note", language, n=found.count, kinds=len(lines), shown=shown)
    aside = words("judged_aside", language, n=found.aside) if found.aside else ""
    return [line for line in (number, f"{counted} {aside}".strip()) if line]


def _row(number: int, line: SaidFold, found: Findings, language: Language) -> BriefRow:
    own = [finding for finding in found.page.items if finding.rule == line.fold.rule]
    return BriefRow(
        number=str(number),
        title=f"{_in(line.title, language)} · {words('jam_count', language, n=line.fold.count)}",
        act=_cut(_in(line.resolve, language), language),
        why=_cut(_in(line.sentence, language), language),
        who=_concerned(own, found.gathered.nodes, language),
    )


def _concerned(own: Sequence[Finding], nodes: Mapping[str, Node], language: Language) -> str:
    """The departments that most of the findings touch, then how many more."""
    counts = Counter(
        key for finding in own for key in dict.fromkeys(finding.nodes) if _kind(nodes, key) == "Department"
    )
    names = [str(nodes[key].properties["name"]) for key, _ in counts.most_common(MOST_CONCERNED)]
    more = len(counts) - len(names)
    return listed(names, language) + (words("brief_more", language, n=more) if more > 0 else "")


def _kind(nodes: Mapping[str, Node], key: str) -> str:
    return nodes[key].kind if key in nodes else ""


def _rest(lines: Sequence[SaidFold], language: Language) -> str:
    """The kinds that are left to the annex, with their counts."""
    if not lines:
        return ""
    told = [f"{_in(line.title, language)} {line.fold.count:,}" for line in lines]
    return words("brief_rest", language, what=listed(told, language))


def _in(label: Label, language: Language) -> str:
    return said(both(label), language)


def _cut(text: str, language: Language) -> str:
    return cut(text, MOST_SIGNS[language])
