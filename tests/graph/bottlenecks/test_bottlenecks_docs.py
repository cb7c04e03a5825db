"""docs/bottlenecks.md names every rule with its tier, every threshold with its default, and every kind of change."""

from pathlib import Path
from typing import get_args

import pytest

from graph.bottlenecks.findings.thresholds import Threshold, thresholds
from graph.bottlenecks.findings.wording import Rule, sentences
from graph.bottlenecks.what_if.changes import Change

PAGE = (Path(__file__).parents[3] / "docs" / "bottlenecks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", list(sentences().rules.values()), ids=lambda rule: rule.name)
def test_rules(rule: Rule) -> None:
    assert f"| {rule.tier} | `{rule.name}` |" in PAGE


@pytest.mark.parametrize("threshold", thresholds().table, ids=lambda threshold: threshold.name)
def test_thresholds(threshold: Threshold) -> None:
    assert f"| `{threshold.name}` | {threshold.default:g} |" in PAGE


@pytest.mark.parametrize("change", get_args(Change), ids=lambda change: change.__name__)
def test_changes(change: type) -> None:
    assert f"`{change.__name__}`" in PAGE
