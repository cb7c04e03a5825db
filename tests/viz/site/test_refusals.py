"""What is said of errors: every error of the code has Chinese words, values are carried over, unknown ones stay English."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
import yaml

from graph import errors
from tests.folders import ROOT
from viz.site.catalogue_words import catalogue, filled, words
from viz.site.refusals import field, invalid, is_known, refusal

ERRORS = {name for name, cls in vars(errors).items() if isinstance(cls, type)} | {"HTTPException"}
ONLY_FROM_THE_SHELL = (
    "api/cli/", "api/decisions/decisions_file.py", "api/answers/organisation_changes.py", "api/running.py", "api/workers.py", "graph/roster.py",
    "graph/schema.py", "graph/stores/replacing.py", "graph/stores/opening.py", "graph/exchange.py",
    "loaders/files/formats/separate_process.py", "seeds/registers.py", "viz/site/catalogue_words.py", "api/serving.py", "api/surroundings.py",
)  # fmt: skip
"""What no reader of a page can cause, or what carries another error's words (separate_process.py)."""


def template(node: ast.expr) -> str:
    """The words of an expression; what is filled in is `x`, in quotes where Python's repr is asked for."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else "'x'" if getattr(part, "conversion", -1) == ord("r") else "x"
                for part in parts
            )  # fmt: skip
        case _:
            return ""


def said() -> Iterator[tuple[str, str]]:
    """Where errors are made, and what they say and advise."""
    for package in ("graph", "loaders", "viz", "api"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name.startswith(ONLY_FROM_THE_SHELL):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called in ERRORS and called != "ModelError":
                    what = node.args[-1]
                    hints = [keyword.value for keyword in node.keywords if keyword.arg == "hint"]
                    for words_ in map(template, (what, *hints)):
                        if words_.strip("'x"):
                            yield f"{name}:{node.lineno}", words_


def test_every_error_that_a_page_can_show_has_chinese_words() -> None:
    found = list(said())
    assert len(found) > 120
    assert [(where, words_) for where, words_ in found if not is_known(words_)] == []


@pytest.mark.parametrize(("english", "chinese"), [
    ("no department is called '区生态局'", "没有叫“区生态局”的部门"),
    ('no department is called "it\'s"', "没有叫“it's”的部门"),
    ("no department is called 'date'", "没有叫“date”的部门"),
    ("this is a picture, not a document", "这是图片，不是文件正文"),
    ("the date is longer than 500 characters", "日期超过 500 字"),
    ("the file is larger than 2.5 MB", "文件超过 2.5 MB"),
    ("nobody ever wrote this", "nobody ever wrote this"),
])  # fmt: skip
def test_words_with_what_they_fill_in(english: str, chinese: str) -> None:
    assert refusal(english, "zh") == chinese
    assert refusal(english, "en") == english


def test_no_words_stand_twice_or_lack_a_place() -> None:
    data = yaml.safe_load(files("viz").joinpath("site", "refusals.yaml").read_text(encoding="utf-8"))
    english = [entry["en"] for entry in data["said"]]
    assert len(set(english)) == len(english)
    for entry in data["said"]:
        assert set(entry) == {"zh", "en"}
        places = set(re.findall(r"\{(\w+)", entry["en"]))
        assert set(re.findall(r"\{(\w+)", entry["zh"])) <= places, entry
    for section in ("invalid", "fields"):
        assert all(set(entry) == {"zh", "en"} for entry in data[section].values())


def test_validators_words_are_ours() -> None:
    assert invalid("greater_than_equal", {"ge": 0}, "", "zh") == "不能小于 0"
    assert invalid("greater_than_equal", {"ge": 0}, "", "en") == "it must be 0 or more"
    assert invalid("literal_error", {"expected": "'A' or 'B'"}, "", "zh") == "只能是 'A'、'B'"
    assert invalid("of_a_later_pydantic", {}, "as it says", "zh") == "as it says"
    assert (field("offset", "zh"), field("many_leads", "zh")) == ("起始位置", "牵头单位达到几家算多家共担")
    assert field("unheard", "en") == "unheard"


def test_counts_have_the_word_that_fits() -> None:
    assert words("duties_added", "en", n=1) == "1 duty added"
    assert words("duties_added", "en", n=1200) == "1,200 duties added"
    assert filled("{n:thing|things} {m}", {"n": 0, "m": 2.5}) == "0 things 2.5"


def test_every_line_of_a_load_report_has_chinese_words() -> None:
    """By the code that the readers give it; those that fill something in say it in Chinese too."""
    codes: dict[str, str] = {}
    for path in sorted((ROOT / "loaders").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and called in ("problem", "note") and len(node.args) > 1:
                code, message = map(template, node.args[:2])
                if code and message:
                    codes[code] = message
    assert len(codes) > 10
    assert [code for code in codes if f"problem_{code}" not in catalogue()] == []
    assert [message for message in codes.values() if not is_known(message)] == []
