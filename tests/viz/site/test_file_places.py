"""Places of words in a file, as the readers of formats write them, in both languages."""

import pytest

from viz.site.spoken import place_words


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("line 24", "第24行", "line 24"),
        ("paragraph 7", "第7段", "paragraph 7"),
        ("page 3 table 2 row 5", "第3页表2第5行", "page 3 table 2 row 5"),
        ("table 1 row 4 column 责任 单位", "表1第4行“责任 单位”栏", "table 1 row 4 column “责任 单位”"),
        ("sheet 任务 清单 cell B12", "工作表“任务 清单”B12单元格", "sheet “任务 清单” cell B12"),
        ("text box 2", "文本框2", "text box 2"),
        ("footnote 1", "脚注1", "footnote 1"),
        ("element h2 3", "网页中第3个h2元素", "h2 element 3 of the page"),
        ("title of the page", "网页标题", "title of the page"),
        ("somewhere else", "somewhere else", "somewhere else"),
        ("", "", ""),
    ],
)
def test_places_in_words(place: str, zh: str, en: str) -> None:
    assert (place_words(place, "zh"), place_words(place, "en")) == (zh, en)
