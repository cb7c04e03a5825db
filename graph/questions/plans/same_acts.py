"""Which of the acts that plans name are one act, written in several ways, and why.

- `number`: the same number in another spelling (brackets, blanks, traditional characters), or without its place;
- `serial`: the same title, year and serial number, where only the issuer in front of them is written otherwise;
- `title`: the title alone, of which one numbered act is known.

Acts of two known places are never one. A number without an issuer's words in front (2023年第33号) is none by itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graph.ledger.ledger import Ledger
from graph.ledger.replaced import CITED, aliases, around
from graph.model import Edge, Node
from graph.shadow import search_key

SameBy = Literal["number", "serial", "title"]

_NUMBER = re.compile(r"(?P<issuer>\D*)(?P<year>\d{4})\D+(?P<serial>\d+)\D*")


class Number(NamedTuple):
    """A number in one spelling: the words in front, the year, the serial number."""

    issuer: str
    year: str
    serial: str


@dataclass(frozen=True, slots=True)
class AlsoNamed:
    """Another way in which plans name an act: what their words say, and why it is the same one."""

    act: Node
    why: SameBy


def spelt(words: str) -> str:
    """A number or title in one spelling, without blanks: 国发[2021]4号 and 国发〔2021〕 4号 are one."""
    return search_key(words).replace(" ", "")


def number_of(act: Node) -> Number | None:
    """The parts of an act's number; None where it has none of this form."""
    match = _NUMBER.fullmatch(spelt(act.text("number")))
    return Number(match["issuer"].rstrip("("), match["year"], match["serial"].lstrip("0")) if match else None


def why_same(named: Node, act: Node) -> SameBy:
    """Why one is the other, of two that are known to be one act."""
    if spelt(named.text("number")) and spelt(named.text("number")) == spelt(act.text("number")):
        return "number"
    return "serial" if named.text("number") and act.text("number") else "title"


def same_acts(named: Sequence[Node], times: Mapping[str, int]) -> Mapping[str, Node]:
    """Id → the node that stands for the act.

    That is one that was read, else one with number and title, named most often (`times` by id), of the longest issuer in it.
    """
    chain: dict[str, str] = {node.id: node.id for node in named}
    numbers = {node.id: number_of(node) for node in named}
    by_number: dict[Number, list[Node]] = defaultdict(list)
    by_serial: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
    for node in named:
        number = numbers[node.id]
        if number is not None:
            if number.issuer:
                by_number[number].append(node)
            if title := _title(node):
                by_serial[title, number.year, number.serial].append(node)
    for alike in (*by_number.values(), *by_serial.values()):
        _join(chain, alike)
    _join_titles(chain, named)

    def first(node: Node) -> tuple[bool, bool, bool, int, int, str]:
        number = node.text("number")
        return (
            node.text("edition") == CITED,
            not number,
            not node.text("title"),
            -times.get(node.id, 0),
            -len(found.issuer if (found := numbers[node.id]) else number),
            node.id,
        )

    stands: dict[str, Node] = {}
    for node in sorted(named, key=first):
        stands.setdefault(_root(chain, node.id), node)
    return {node.id: stands[_root(chain, node.id)] for node in named}


def _join(chain: dict[str, str], alike: Sequence[Node]) -> None:
    """Make one of those of one place; those of an unknown one belong to it where there is no other."""
    by_place: dict[str, list[Node]] = defaultdict(list)
    for node in alike:
        by_place[_place(node)].append(node)
    known = [place for place in by_place if place]
    if len(known) == 1:
        by_place[known[0]] += by_place.pop("", [])
    for nodes in by_place.values():
        for other in nodes[1:]:
            _chain(chain, nodes[0].id, other.id)


def _join_titles(chain: dict[str, str], named: Sequence[Node]) -> None:
    """Make a title alone one with the numbered act of that title, where there is one such."""
    numbered: dict[str, set[str]] = defaultdict(set)
    for node in named:
        if node.text("number") and _title(node):
            numbered[_title(node)].add(_root(chain, node.id))
    for node in named:
        if not node.text("number") and len(roots := numbered.get(_title(node), set())) == 1:
            chain[_root(chain, node.id)] = next(iter(roots))


def _chain(chain: dict[str, str], one: str, other: str) -> None:
    chain[_root(chain, other)] = _root(chain, one)


def _root(chain: Mapping[str, str], key: str) -> str:
    while chain[key] != key:
        key = chain[key]
    return key


def _place(act: Node) -> str:
    """The place of an act's issuer as its id says it; an act that nobody loaded has it there alone."""
    number = act.text("number")
    return act.text("jurisdiction") or (act.id.removeprefix(f"{number}@") if act.id.startswith(f"{number}@") else "")


def _title(act: Node) -> str:
    return "".join(filter(str.isalnum, search_key(act.text("title"))))


def also_named(act: Node, named: Iterable[Node]) -> tuple[AlsoNamed, ...]:
    """The other ways in which an act is named, each once: not those with its very number."""
    found: dict[tuple[str, str], AlsoNamed] = {}
    for node in sorted(named, key=lambda node: node.id):
        if node.id == act.id or ((number := node.text("number")) and number == act.text("number")):
            continue
        found.setdefault((number, node.text("title")), AlsoNamed(node, why_same(node, act)))
    return tuple(found.values())


def meant_by(ledger: Ledger, edges: Iterable[Edge], stands: Mapping[str, Node]) -> dict[tuple[str, str], Node]:
    """(citing plan, cited id) → the act: one that is loaded, else the node that stands for all spellings of it."""
    called: dict[str, list[Node]] = defaultdict(list)
    for node in (node for key, node in ledger.plans.items() if key in ledger.entries):
        for alias in aliases(node):
            called[spelt(alias)].append(node)
    ways: dict[str, set[str]] = defaultdict(set)
    for key, act in stands.items():
        ways[act.id].add(spelt(key))
    found: dict[tuple[str, str], Node] = {}
    for edge in edges:
        cited, act = ledger.plans[edge.target], stands[edge.target]
        source = ledger.plans.get(edge.source, cited)
        candidates = {
            node.id: node
            for way in (ways[act.id] if cited.id not in ledger.entries else ())
            for node in called.get(way, ())
            if node.id != source.id and _may_mean(source, node)
        }
        read = next(iter(candidates.values())) if len(candidates) == 1 else act
        found[edge.source, edge.target] = cited if cited.id in ledger.entries else read
    return found


def _may_mean(source: Node, act: Node) -> bool:
    """Whether a plan can mean an act by its number or title alone: one issued for its place, for one around it or within it."""
    places = source.text("jurisdiction"), act.text("jurisdiction")
    return around(*places) or around(*reversed(places))
