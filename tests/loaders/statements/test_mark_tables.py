"""Tables whose columns are units: marks with a legend and without one, words, and marks that say no role."""

import re

import pytest

from loaders.outline.outline import outline
from loaders.statements.forms.marks.mark_tables import unread_marks
from loaders.statements.statements import statements
from loaders.tables.marked_columns import is_mark
from loaders.vocabulary import vocabulary

HEAD = "\n\n序号\t任务\t市水利局\t市住房城乡建设局\t各县区\n"


def roles(text: str) -> list[list[str]]:
    """The parties of each row with their roles, in the order of the columns."""
    found = outline(text)
    read = [item for part in found.parts for item in statements(found, part)]
    assert all(item.form == "table" and item.scope == "measure" for item in read)
    return [[f"{party.role} {party.unit}" for party in item.parties] for item in read]


def open_rows(text: str) -> int:
    """How many rows hold a mark whose role nothing says."""
    found = outline(text)
    return sum(len(list(unread_marks(found, table))) for table in found.tables)


LEGENDS = [
    "注：●为牵头单位，○为配合单位。\n",
    "说明：●：牵头；○：配合\n",
    "“●”表示牵头单位，“○”表示配合单位\n",
    "牵头单位用“●”表示，配合单位用“○”表示\n",
    "带●的为牵头单位，其余为配合单位。\n",
    "牵头单位（●）、配合单位（○）\n",
]


@pytest.mark.parametrize("legend", LEGENDS)
@pytest.mark.parametrize("place", ["below", "before"])
def test_a_legend_says_the_roles(legend: str, place: str) -> None:
    rows = "1\t改造管网\t○\t●\t○\n2\t灌区节水\t●\t\t○\n"
    text = f"某市任务表{HEAD}{rows}{legend}" if place == "below" else f"某市任务表\n{legend}{HEAD}{rows}"
    assert roles(text) == [
        ["support 市水利局", "lead 市住房城乡建设局", "support 各县区"],
        ["lead 市水利局", "support 各县区"],
    ]
    assert open_rows(text) == 0


def test_a_lone_mark_says_who_is_responsible() -> None:
    text = f"某市任务表{HEAD}1\t改造管网\t\t√\t√\n2\t灌区节水\t√\t\t\n"
    assert roles(text) == [["responsible 市住房城乡建设局", "responsible 各县区"], ["responsible 市水利局"]]


def test_two_marks_without_a_legend_are_listed() -> None:
    text = f"某市任务表{HEAD}1\t改造管网\t△\t★\t\n2\t灌区节水\t★\t\t△\n"
    assert roles(text) == []
    assert open_rows(text) == 2


def test_words_need_no_legend() -> None:
    text = f"某市任务表{HEAD}1\t改造管网\t协\t主\t\n2\t灌区节水\t牵头\t\t配合\n"
    assert roles(text) == [
        ["support 市水利局", "lead 市住房城乡建设局"],
        ["lead 市水利局", "support 各县区"],
    ]


def test_words_that_could_be_heads_are_marks() -> None:
    text = f"某市任务表{HEAD}1\t改造管网\t主责\t协同\t\n2\t灌区节水\t牵头单位\t\t配合单位\n"
    assert roles(text) == [
        ["lead 市水利局", "support 市住房城乡建设局"],
        ["lead 市水利局", "support 各县区"],
    ]


def test_a_mark_beside_words_is_not_guessed() -> None:
    text = f"某市任务表{HEAD}1\t改造管网\t√\t牵头\t\n2\t灌区节水\t牵头\t√\t配合\n"
    assert roles(text) == [["lead 市住房城乡建设局"], ["lead 市水利局", "support 各县区"]]
    assert open_rows(text) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"某市任务表{HEAD}1\t改造管网\t√\t√\t\n2\t灌区节水\t√\t\t\n注：√表示已完成\n",
        "权限表\n\n事项\t市级\t县级\t镇级\n核发执照\t√\t√\t\n备案\t\t√\t√\n",
        "检查表\n\n检查项目\t合格\t不合格\n消防栓\t√\t\n应急灯\t\t√\n",
        "签到表\n\n姓名\t市水利局\t市财政局\n罗某\t√\t\n马某\t\t√\n",
        "人数表\n\n任务\t市水利局\t市财政局\n清淤\t3\t4\n植树\t5\t6\n",
    ],
)
def test_marks_of_other_tables_give_no_duty(text: str) -> None:
    assert roles(text) == []
    assert open_rows(text) == 0


def test_rows_of_units_under_columns_of_tasks_are_duties_where_the_table_divides_work() -> None:
    rows = "修渠任务\t植树任务\n市水利局\t√\t\n市财政局\t\t√\n"
    assert roles(f"分工表\n\n责任单位\t{rows}") == [["responsible 市水利局"], ["responsible 市财政局"]]
    assert roles(f"报送情况统计表\n\n单位\t{rows}") == []


def test_a_piece_on_the_next_page_goes_on() -> None:
    text = f"某市任务表{HEAD}1\t改造管网\t\t√\t\n\n续表\n\n2\t灌区节水\t√\t\t√\n"
    assert roles(text) == [["responsible 市住房城乡建设局"], ["responsible 市水利局", "responsible 各县区"]]


@pytest.mark.parametrize("name", list(vocabulary("tables/marks")["roles"]))
def test_words_of_roles(name: str) -> None:
    entry = vocabulary("tables/marks")["roles"][name]
    assert all(re.search(entry["pattern"], words) and is_mark(words) for words in entry["examples"])
    assert not any(re.fullmatch(entry["pattern"], words) or is_mark(words) for words in entry["not"])


@pytest.mark.parametrize("name", list(vocabulary("tables/marks")["legends"]))
def test_words_of_legends(name: str) -> None:
    entry = vocabulary("tables/marks")["legends"][name]
    assert all(re.match(entry["pattern"], words) for words in entry["examples"])
    assert not any(re.match(entry["pattern"], words) for words in entry["not"])
