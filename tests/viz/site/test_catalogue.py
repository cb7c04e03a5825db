"""The catalogue and those who speak from it: each key is said somewhere, and what is said has a key."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.schema import schema
from tests.folders import ROOT
from viz.site.catalogue_words import catalogue

MODULES = [path for package in ("graph", "loaders", "viz", "api") for path in (ROOT / package).rglob("*.py")]
SITE = ROOT / "viz" / "site" / "templates"
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SITE.glob("*.html")))
EXPRESSIONS = re.findall(r"{{.*?}}|{%.*?%}", TEMPLATES, flags=re.DOTALL)
QUOTED = {
    said for expression in EXPRESSIONS for pair in re.findall(r"'([^']*)'|\"([^\"]*)\"", expression) for said in pair
}
Trees = dict[Path, ast.Module]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """The modules, parsed when a test asks: whoever runs other tests does not wait for it."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def literals(trees: Trees) -> Iterator[str]:
    """Strings of modules that are no docstrings, f-strings by their parts, patterns by their choices."""
    for tree in trees.values():
        alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
                yield node.value
                if "(?P<" in node.value:
                    yield from (choice.replace(" ", "_") for choice in re.findall(r"[a-z][a-z ]*[a-z]", node.value))


ALLOWED = {word for kind in schema().nodes.values() for prop in kind.properties.values() for word in prop.enum}
NAMED = {
    key
    for path in (ROOT / "loaders").rglob("*.yaml")
    for key in re.findall(r"^\s*([a-z-]+):", path.read_text(encoding="utf-8"), re.MULTILINE)
}
"""Names of entries of the vocabulary: the codes of what was left unread among them."""


def is_said(key: str, said: set[str], beginnings: list[str]) -> bool:
    """Whether the key stands somewhere, whole or as a beginning and words that stand somewhere themselves."""
    ends = [key.removeprefix(begin) for begin in beginnings if key.startswith(begin)]
    return key in said or any(end in said or _two_words(end, said) for end in ends)


def _two_words(end: str, said: set[str]) -> bool:
    """As in `'field_' ~ kind ~ '_' ~ name`."""
    return any(end[:at] in said and end[at + 1 :] in said for at, letter in enumerate(end) if letter == "_")


def test_catalogue_is_complete() -> None:
    assert [key for key, words in catalogue().items() if set(words) != {"zh", "en"} or not all(words.values())] == []


def test_every_key_is_said(trees: Trees) -> None:
    said = {*QUOTED, *ALLOWED, *NAMED, *literals(trees)}
    # keys are put together as in `t('kind_' ~ department.kind)` and `words(f"kind_{kind}", …)`
    beginnings = sorted(word for word in said if re.fullmatch(r"[a-z_]+_", word))
    assert [key for key in catalogue() if not is_said(key, said, beginnings)] == []


def test_every_key_that_a_module_names_is_there(trees: Trees) -> None:
    named = {
        argument.value
        for path in MODULES
        if path.is_relative_to(ROOT / "api") or path.is_relative_to(ROOT / "viz")
        for node in ast.walk(trees[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words" and node.args
        if isinstance(argument := node.args[0], ast.Constant) and isinstance(argument.value, str)
    }
    assert named - set(catalogue()) == set()
    assert len(named) > 40


def test_every_key_that_a_template_names_is_there() -> None:
    named = {key for expression in EXPRESSIONS for key in re.findall(r"\bt\('([\w-]+)'[,)]", expression)}
    assert named - set(catalogue()) == set()
    assert len(named) > 200


def test_every_macro_is_used() -> None:
    macros = re.findall(r"{%-? macro (\w+)\(", TEMPLATES)
    assert [name for name in macros if len(re.findall(rf"\b{name}\(", TEMPLATES)) < 2] == []
