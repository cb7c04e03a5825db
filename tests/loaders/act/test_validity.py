"""From when and until when an act holds."""

import pytest

from loaders.act.validity import validity
from loaders.outline.outline import outline


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("本办法自2024年5月1日起施行，有效期两年。", ("2024-05-01", "2026-04-30")),
        ("本方案自印发之日起实施，有效期至2026年12月31日。", ("2024-03-08", "2026-12-31")),
        ("本措施自发布之日起30日后施行，有效期5年。", ("", "")),
        ("本意见自2024年2月29日起执行，有效期限一年，但第二条有效期至2030年1月1日。", ("2024-02-29", "2025-02-28")),
        ("有效期至2027年6月30日。", ("", "2027-06-30")),
    ],
)
def test_the_days_are_read_with_the_words(words: str, days: tuple[str, str]) -> None:
    found = outline(f"某市办法\n一、任务\n治水。\n二、附则\n{words}\n")
    read = validity(found, found.parts[0], "2024-03-08")
    assert read is not None
    assert (read.first, read.last) == days
    assert found.text[read.span.start : read.span.end] == read.words


@pytest.mark.parametrize(
    "words", ["检查资质认定有效期和监测能力。", "自2024年起新建泵站。", "本项措施有效期至2025年12月31日。"]
)
def test_words_about_something_else_are_none(words: str) -> None:
    found = outline(f"某市办法\n一、任务\n{words}\n")
    assert validity(found, found.parts[0], "2024-03-08") is None
