"""The chart of points: every number in words and as a link, on a scale of round marks."""

from xml.etree import ElementTree as ET

import pytest

from viz.charts.points import Row, points
from viz.charts.scale import Scale

ROWS = [
    Row("东区 · 2025", "≤ 30 微克/立方米", "#point-1", 30.0, 30.0, "ceiling"),
    Row("西区 <b>", "8–10", "#point-2", 8.0, 10.0, "range"),
    Row("南区", "-14.5", "/evidence/e", -14.5, -14.5, "at"),
]


def test_every_point_is_a_link_that_says_its_number() -> None:
    svg = ET.fromstring(points(ROWS, title="数", note="三个数", unit="微克"))  # noqa: S314 - our own chart
    links = svg.findall("a")
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        (row.link, f"{row.name} {row.said}") for row in ROWS
    ]
    assert [svg.findtext("title"), svg.findtext("desc"), svg.get("role")] == ["数", "三个数", "group"]
    assert "style" not in {name for each in svg.iter() for name in each.attrib}
    assert [len(link.findall("circle")) for link in links] == [0, 2, 1]
    assert links[0].find("svg/path") is not None
    marks = [text.text for text in svg.findall("g/text")]
    assert marks[-1] is not None
    assert marks[-1].endswith("微克")


def test_no_rows_no_chart() -> None:
    assert points([], title="", note="", unit="") == ""


@pytest.mark.parametrize("numbers", [[0.0], [5.0], [30.0, 39.0], [-14.5, 2.0], [0.0001, 0.0004], [1e9, 3e9], [-3.0]])
def test_a_scale_holds_all_numbers_between_round_marks(numbers: list[float]) -> None:
    scale = Scale.of(numbers, start=4.0, width=92.0)
    assert scale.marks[0] <= min(numbers) <= max(numbers) <= scale.marks[-1]
    assert 2 <= len(scale.marks) <= 8
    assert all(4.0 <= scale.at(number) <= 96.0 for number in numbers)
    assert scale.at(scale.low) < scale.at(scale.high)
