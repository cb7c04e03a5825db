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


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals that are no docstrings (a string that stands alone as a statement is one, or a note on a name)."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_chinese_is_data(path: Path) -> None:
    found = [(node.lineno, node.value) for node in literals(ast.parse(path.read_text(encoding="utf-8")))]
    assert [(line, value) for line, value in found if CHINESE.search(str(value))] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_have_one_purpose(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    assert path.stem == "__init__" or ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_hold_no_words_of_their_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(
        r"{%.*?%}|{{.*?}}|{#.*?#}|<pre>.*?</pre>|<(script|style)\b.*?</\1>|<!--.*?-->", " ", text, flags=re.DOTALL
    )
    text = re.sub(r"<[^>]*>", " ", text)
    assert re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", text) == []
