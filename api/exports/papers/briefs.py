"""A plan's findings on two pages for a meeting: the ten matters that come first, what to decide, why, who is concerned.

It is read alone on a table: what it speaks of has its title, and it refers to no annex that it does not hold.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from api.answers.bottlenecks import words as both
from api.exports.bottleneck_rows import said
from api.exports.cells import listed
from graph.bottlenecks.findings.findings import Finding, place
from graph.bottlenecks.findings.folding import MATTER_FIRST, SaidFold, folds, said_folds
from graph.bottlenecks.findings.wording import sentences
from graph.data_files import data_of
from graph.model import Node
from graph.questions.bottlenecks.findings import Findings
from graph.schema import Label, Language
from viz.office.briefs import Brief, BriefRow
from viz.site.catalogue_words import words
from viz.site.shown_words import cut

MOST_SIGNS: Mapping[Language, int] = {"zh": 110, "en": 230}
"""Characters of a sentence or request; ten rows of so many fit two pages of A4 across."""

MOST_OF_TITLE: Mapping[Language, int] = {"zh": 22, "en": 22}
"""Characters of a measure's number and title, which are Chinese in either language."""

MOST_CONCERNED = 6

FEW = 2
"""Findings of a kind whose requests are told one by one."""


def brief(found: Findings, language: Language, *, annexed: bool = False) -> Brief:
    """The paper of one plan; `found` holds all its findings (those that readers called wrong are left out and counted).

    `annexed`: whether the long form stands behind it in the same file.
    """
    items = found.page.items
    by_id = {finding.id: finding for finding in items}
    told = {(summary.plan, summary.rule): summary for summary in found.summaries}
    lines = said_folds(folds(map(place, items), "rule"), by_id, lambda plan, rule: told.get((plan, rule)))
    matters = _matters(lines)
    plan = found.gathered.plans[0]
    annex = "brief_annex" if annexed else "brief_all"
    return Brief(
        title=words("paper_title", language, name=str(plan.properties["title"])),
        notes=tuple(_notes(found, plan, matters, language)),
        heads=tuple(words(f"brief_{key}", language) for key in ("number", "act", "why", "who", "decided")),
        rows=tuple(_row(number, matter, found, language) for number, matter in enumerate(matters[:MATTER_FIRST], 1)),
        rest=_rest([line for matter in matters[MATTER_FIRST:] for line in matter], language),
        annex=words(annex, language, n=found.count) if items else "",
    )


Matter = Sequence[SaidFold]
"""Kinds of findings that ask for nearly the same."""


def _matters(lines: Sequence[SaidFold]) -> list[Matter]:
    """The kinds in their order; those alike stand with the first of them."""
    groups: dict[str, list[SaidFold]] = {}
    for line in lines:
        alike = _alike().get(line.fold.rule)
        groups.setdefault(alike[0] if alike else line.fold.rule, []).append(line)
    return list(groups.values())


def _alike() -> dict[str, tuple[str, Label]]:
    """Rule → the name of its group and what the group asks for."""
    groups = data_of("api.exports.papers", "alike")
    return {rule: (group["rules"][0], group["act"]) for group in groups for rule in group["rules"]}


def _notes(found: Findings, plan: Node, matters: Sequence[Matter], language: Language) -> Sequence[str]:
    number = str(plan.properties.get("number", ""))
    shown = min(len(matters), MATTER_FIRST)
    counted = words("brief_note", language, n=found.count, kinds=len(matters), shown=shown)
    aside = words("judged_aside", language, n=found.aside) if found.aside else ""
    return [line for line in (number, f"{counted} {aside}".strip()) if line]


def _row(number: int, matter: Matter, found: Findings, language: Language) -> BriefRow:
    rules = {line.fold.rule for line in matter}
    own = [finding for finding in found.page.items if finding.rule in rules]
    room = MOST_SIGNS[language] * (1 if len(matter) == 1 else 3) // (1 if len(matter) == 1 else 4)
    titles = [f"{_in(each.title, language)} · {words('jam_count', language, n=each.fold.count)}" for each in matter]
    return BriefRow(
        number=str(number),
        title=words("paper_joiner", language).join(titles),
        act=_act(matter, own, language),
        why="\n".join(_why(line, found, room, language) for line in matter),
        who=_concerned(own, found.gathered.nodes, language) or words(_nobody(matter), language),
    )


def _act(matter: Matter, own: Sequence[Finding], language: Language) -> str:
    """What to settle: once for kinds that ask for nearly the same, one by one where there are few, else for all of the kind."""
    (line, *further) = matter
    if further:
        return _alike()[line.fold.rule][1][language]
    requests = list(dict.fromkeys(finding.resolve[language] for finding in own))
    together = "\n".join(requests)
    if len(requests) <= FEW and len(together) <= MOST_SIGNS[language]:
        return together
    return _in(line.resolve, language)


def _why(line: SaidFold, found: Findings, room: int, language: Language) -> str:
    """The sentence of a kind, with titles in place of numbers; as many as there is room for, then how many more."""
    sentence = _in(line.sentence, language)
    before, mark, end = sentences().rules[line.fold.rule].summary[language].partition("{subjects}")
    literal = before.rpartition("}")[2]
    own = [finding for finding in found.page.items if finding.rule == line.fold.rule]
    named = [
        _title(finding, found.gathered.nodes, language)
        for finding in sorted(own, key=lambda one: (one.position, one.id))
    ]
    if line.fold.count == 1 or line.fold.plans > 1 or not mark or literal not in sentence or not all(named):
        return cut(_titled(sentence, own, found, language), max(room, MOST_SIGNS[language]))
    head = sentence[: sentence.index(literal) + len(literal)]
    joiner = sentences().joiner[language]
    every = head + joiner.join(named) + end
    for most in range(len(named) - 1, 0, -1):
        if len(every) <= room:
            break
        told = sentences().more[language].format(names=joiner.join(named[:most]), count=len(named) - most)
        every = head + told + end
    return cut(every, MOST_SIGNS[language])


def _titled(sentence: str, own: Sequence[Finding], found: Findings, language: Language) -> str:
    """A sentence with the titles of the measures that it names by number."""
    nodes, edges = found.gathered.nodes, found.gathered.edges
    ends = (edges[edge].target for finding in own for edge in finding.edges if edge in edges)
    for key in dict.fromkeys([*(key for finding in own for key in finding.nodes), *ends]):
        label = nodes[key].text("label") if _kind(nodes, key) == "Measure" else ""
        named = cut(label + nodes[key].text("title"), MOST_OF_TITLE[language]) if label else ""
        if label and sentence.count(label) == 1 and label + nodes[key].text("title")[:2] not in sentence:
            sentence = sentence.replace(label, named)
    return sentence


def _title(finding: Finding, nodes: Mapping[str, Node], language: Language) -> str:
    """What a finding is about: a measure by number and title, a target by its metric, a department by name; else empty."""
    node = nodes.get(finding.subject)
    if node is None:
        return ""
    if node.kind == "Department":
        return (node.text("name_en") if language == "en" else "") or node.text("name")
    if node.kind == "SubTarget":
        return cut(node.text("metric"), MOST_OF_TITLE[language])
    return cut(node.text("label") + node.text("title"), MOST_OF_TITLE[language])


def _concerned(own: Sequence[Finding], nodes: Mapping[str, Node], language: Language) -> str:
    """The departments that most of the findings touch, then how many more."""
    counts = Counter(
        key for finding in own for key in dict.fromkeys(finding.nodes) if _kind(nodes, key) == "Department"
    )
    names = [str(nodes[key].properties["name"]) for key, _ in counts.most_common(MOST_CONCERNED)]
    more = len(counts) - len(names)
    return listed(names, language) + (words("brief_more", language, n=more) if more > 0 else "")


def _nobody(matter: Matter) -> str:
    """What stands in place of departments: a note is for all of them, else the text names none, and the meeting has to."""
    return "brief_who_all" if matter[0].tier == "note" else "brief_who_nobody"


def _kind(nodes: Mapping[str, Node], key: str) -> str:
    return nodes[key].kind if key in nodes else ""


def _rest(lines: Sequence[SaidFold], language: Language) -> str:
    """The kinds for which there is no room, with their counts."""
    if not lines:
        return ""
    told = [f"{_in(line.title, language)} {line.fold.count:,}" for line in lines]
    return words("brief_rest", language, what=listed(told, language))


def _in(label: Label, language: Language) -> str:
    return said(both(label), language)
