"""Acts that a text says it takes the place of, and those that it only names near such words."""

import pytest

from loaders.act.citations import citations
from loaders.act.replacements import replacing
from loaders.outline.outline import outline
from loaders.readings import Metadata, Span


def read(text: str, title: str = "") -> list[tuple[str, str, str]]:
    found = outline(text)
    at = text.find(title) if title else -1
    meta = Metadata(title=title, spans=(("title", Span(at, at + len(title))),) if at >= 0 else ())
    cited = citations(found, found.parts[0], meta)
    return [
        (each.title, each.replaces, text[each.replaced_by.start : each.replaced_by.end])
        for each in replacing(found, found.parts[0], meta, cited)
        if each.replaced_by is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "本方案自印发之日起施行，《甲河县护林方案》（甲政发〔2018〕9号）同时废止。",
            [("甲河县护林方案", "repeals", "《甲河县护林方案》（甲政发〔2018〕9号）同时废止")],
        ),
        (
            "自2023年6月1日起施行。《甲河县护林方案》（甲政发〔2018〕9号）、《甲河县防火办法》自2023年6月1日起停止执行。",
            [
                (
                    "甲河县护林方案",
                    "repeals",
                    "《甲河县护林方案》（甲政发〔2018〕9号）、《甲河县防火办法》自2023年6月1日起停止执行",
                ),
                (
                    "甲河县防火办法",
                    "repeals",
                    "《甲河县护林方案》（甲政发〔2018〕9号）、《甲河县防火办法》自2023年6月1日起停止执行",
                ),
            ],
        ),
        (
            "本办法自发布之日起施行，同时废止《甲河县护林方案》和《甲河县防火办法》。",
            [
                ("甲河县护林方案", "repeals", "同时废止《甲河县护林方案》和《甲河县防火办法》"),
                ("甲河县防火办法", "repeals", "同时废止《甲河县护林方案》和《甲河县防火办法》"),
            ],
        ),
        ("原《甲河县护林方案》即行废止。", [("甲河县护林方案", "repeals", "《甲河县护林方案》即行废止")]),
        (
            "根据《某省森林条例》，《甲河县护林方案》予以废止。",
            [("甲河县护林方案", "repeals", "《某省森林条例》，《甲河县护林方案》予以废止")],
        ),
        (
            "现对《甲河县护林方案》进行了修订，印发给你们。",
            [("甲河县护林方案", "revises", "《甲河县护林方案》进行了修订")],
        ),
        ("决定对《甲河县护林方案》作如下修改：", [("甲河县护林方案", "revises", "《甲河县护林方案》作如下修改")]),
        (
            "下列文件同时废止：\n1.《甲河县护林方案》\n2.《甲河县防火办法》\n",
            [
                ("甲河县护林方案", "repeals", "下列文件同时废止：\n1.《甲河县护林方案》\n2.《甲河县防火办法》"),
                ("甲河县防火办法", "repeals", "下列文件同时废止：\n1.《甲河县护林方案》\n2.《甲河县防火办法》"),
            ],
        ),
        (
            "《甲河县护林方案》等2件文件自本通知印发之日起失效。",
            [("甲河县护林方案", "repeals", "《甲河县护林方案》等2件文件自本通知印发之日起失效")],
        ),
    ],
)
def test_what_takes_the_place_of_what(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "及时修订《甲河县护林方案》，废止不合时宜的规定。",
        "推动《甲河县护林方案》修订，年底前完成。（责任单位：县林业局）",
        "对《甲河县护林方案》进行修订。（牵头单位：县林业局）",
        "《甲河县护林方案》第五条同时废止。",
        "凡新建的，不再执行《甲河县护林方案》。",
        "不再执行《甲河县护林方案》（甲政办〔2017〕90号）中的限售政策。",
        "研究废止《甲河县护林方案》。",
        "按照《甲河县护林方案》执行，原有规定同时废止。",
        "落实《甲河县护林方案》、《甲河县防火办法》。凡不一致的文件同时废止。",
        "《甲河县护林方案》有效期至2025年12月31日。",
        "及时清理《甲河县护林方案》等规范性文件，该废止的废止。",
        "2024年底前《甲河县护林方案》修订出台。",
    ],
)
def test_what_stays_in_force(text: str) -> None:
    assert read(text) == []


def test_an_act_whose_title_says_so() -> None:
    title = "甲河县人民政府关于废止《甲河县护林方案》的决定"
    assert read(f"{title}\n各乡镇：\n现将有关事项通知如下。", title) == [
        ("甲河县护林方案", "repeals", "关于废止《甲河县护林方案》")
    ]
    title = "甲河县人民政府关于修改《甲河县护林方案》的决定"
    assert [found[1] for found in read(f"{title}\n各乡镇：\n现将有关事项通知如下。", title)] == ["revises"]
