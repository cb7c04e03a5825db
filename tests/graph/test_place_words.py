"""Places in words: what people say for a path."""

import pytest

from graph.place_words import name_beside_place, place_words, places_called


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("重庆市/永川区", "重庆市永川区", "重庆市永川区"),
        ("?/江北区", "江北区（地区不明）", "江北区 (place unknown)"),
        ("?/plan@sha256:9f31/?市", "地区不明", "place unknown"),
        ("?/plan@sha256:9f31", "地区不明", "place unknown"),
        ("?/稳定就业若干措施/?区", "地区不明", "place unknown"),
        ("?/永川区所属省", "永川区所属省（地区不明）", "永川区所属省 (place unknown)"),
        ("?省", "地区不明", "place unknown"),
        ("浙江省/宁波市/?县", "浙江省宁波市某县", "some 县 of 浙江省宁波市"),
        ("重庆市/?/人和街道", "重庆市人和街道（地区不明）", "重庆市人和街道 (place unknown)"),
        ("", "中央", "national"),
    ],
)
def test_a_path_in_words(path: str, zh: str, en: str) -> None:
    assert (place_words(path, "zh"), place_words(path, "en")) == (zh, en)


def test_a_name_beside_its_place() -> None:
    assert name_beside_place("区财政局", "重庆市/永川区", "zh") == "区财政局（重庆市永川区）"
    assert name_beside_place("Finance Bureau", "?/乙区", "en") == "Finance Bureau (乙区 (place unknown))"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("甲", ()),
        ("永川", ("重庆市/永川区",)),
        ("重庆", ("重庆市",)),
        ("重慶", ("重庆市",)),
        ("重庆永川", ("重庆市/永川区",)),
        ("重庆市永川", ("重庆市/永川区",)),
        ("江北", ("浙江省/宁波市/江北区", "重庆市/江北区")),
        ("浙江江北", ("浙江省/宁波市/江北区",)),
        ("宁波江北", ("浙江省/宁波市/江北区",)),
        ("广西", ("广西壮族自治区",)),
        ("恩施", ("湖北省/恩施土家族苗族自治州",)),
        ("东", ()),
        ("乙", ()),
        ("川", ()),
        ("", ()),
    ],
)
def test_the_short_name_of_a_place(words: str, places: tuple[str, ...]) -> None:
    paths = [
        "重庆市/永川区", "重庆市/江北区", "浙江省/宁波市/江北区", "广西壮族自治区", "湖北省/恩施土家族苗族自治州", "甲省/东区", "?/乙区", "",
    ]  # fmt: skip
    assert places_called(paths, words) == places
