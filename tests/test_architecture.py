"""Habits that a reader would otherwise have to watch for: where Chinese stands, what names mean, what templates hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("graph", "loaders", "seeds", "viz", "api")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TEMPLATES = sorted((ROOT / "viz").rglob("templates/**/*.html"))
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "misc"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    """String literals that are no docstrings (a string that stands alone as a statement is one, or a note on a name)."""
    alone = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def test_chinese_is_data(trees: dict[Path, ast.Module]) -> None:
    strings = [(name(path), node) for path, module in trees.items() for node in literals(module)]
    assert len(strings) > 1000
    assert [(path, node.lineno, node.value) for path, node in strings if CHINESE.search(str(node.value))] == []


def test_modules_have_one_purpose(trees: dict[Path, ast.Module]) -> None:
    assert [name(path) for path in MODULES if path.stem in FORBIDDEN_NAMES] == []
    said = {path for path, module in trees.items() if ast.get_docstring(module)}
    assert [name(path) for path in MODULES if path.stem != "__init__" and path not in said] == []


def test_templates_hold_no_words_of_their_own() -> None:
    found = {name(path): words for path in TEMPLATES if (words := words_of(path.read_text(encoding="utf-8")))}
    assert found == {}


def words_of(text: str) -> list[str]:
    """What a template says by itself."""
    text = re.sub(
        r"{%.*?%}|{{.*?}}|{#.*?#}|<pre>.*?</pre>|<(script|style)\b.*?</\1>|<!--.*?-->", " ", text, flags=re.DOTALL
    )
    return re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", re.sub(r"<[^>]*>", " ", text))
