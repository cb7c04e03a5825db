"""Bars and columns: every amount a link that says it, kinds told apart without colours, today between what has passed and the rest."""

from xml.etree import ElementTree as ET

from viz.charts.bars import Bar, Part, bars
from viz.charts.columns import Column, columns

ROWS = [
    Bar("东局", "/departments/east", (Part(1, 6, "独自牵头 6"), Part(3, 2, "责任 2"))),
    Bar("西局 <b>", "/departments/west", (Part(1, 0, "独自牵头 0"), Part(2, 4, "共同牵头 4"))),
]
TIMES = [
    Column("Q4", "2025", 3, "2025年第4季度 3", "/deadlines?quarter=2025-Q4", passed=True),
    Column("Q1", "2026", 0, "2026年第1季度 0", "", passed=False),
    Column("Q2", "2026", 12, "2026年第2季度 12", "/deadlines?quarter=2026-Q2"),
]


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own chart


def test_bars_say_their_parts_and_are_as_long_as_their_counts() -> None:
    svg = parsed(bars(ROWS, title="负担", note="两个部门"))
    links = svg.findall("a")
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("/departments/east", "东局: 独自牵头 6 · 责任 2"),
        ("/departments/west", "西局 <b>: 共同牵头 4"),
    ]
    boxes = [link.findall("rect") for link in links]
    assert [[box.get("class") for box in row] for row in boxes] == [["chart-part-1", "chart-part-3"], ["chart-part-2"]]
    widths = [float(box.get("width", "").rstrip("%")) for row in boxes for box in row]
    assert [round(width / widths[1], 2) for width in widths] == [3, 1, 2]
    assert [link.findall("text")[-1].text for link in links] == ["8", "4"]
    assert svg.findtext("desc") == "两个部门"
    assert "style" not in {name for each in svg.iter() for name in each.attrib}


def test_columns_leave_out_no_time_and_mark_today() -> None:
    svg = parsed(columns(TIMES, title="到期", note="三个季度", now="今天"))
    assert [(link.get("href"), link.get("aria-label")) for link in svg.findall("a")] == [
        (time.link, time.said) for time in TIMES if time.count
    ]
    assert [text.text for text in svg.iter("text") if text.get("class") == "chart-of"] == [
        "Q4",
        "2025",
        "Q1",
        "2026",
        "Q2",
    ]
    now = svg.find("g/line")
    assert now is not None
    assert now.get("x1") == "33.33%"
    assert [link.findall("rect")[1].get("class") for link in svg.findall("a")] == ["chart-part-2", "chart-part-1"]


def test_nothing_to_count_is_no_chart() -> None:
    assert bars([Bar("东局", "/", ())], title="", note="") == ""
    assert columns([], title="", note="") == ""
