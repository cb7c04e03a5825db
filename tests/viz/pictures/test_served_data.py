"""A served page says in fewer words what a file says: the same ids, labels, ends and kinds come out of it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.viz.pictures.test_picture_layout import scenes
from viz.pictures.picture_data import picture_data
from viz.pictures.scene import Scene
from viz.pictures.served_data import NAME, shortened


def lines_of(name: str, label: str | list[int]) -> list[str]:
    """The lines of a label, as the script cuts them from the name (viz/static/scene.js)."""
    if isinstance(label, str):
        return label.split("\n")
    found, done = [], 0
    for end in label:
        words = name[done : abs(end)].strip()
        done = abs(end)
        found.append(words + "…" if end < 0 else words)
    return found


@given(scenes(), st.sampled_from(["zh", "en"]))
def test_nothing_is_said_otherwise(scene: Scene, language: str) -> None:
    whole = picture_data(scene, language="en" if language == "en" else "zh", served=False)
    short = shortened(whole)
    for node, given_ in zip(whole["nodes"], short["nodes"], strict=True):
        stem = short["stems"][given_["stem"]] if "stem" in given_ else ""
        end = given_["name"][-given_["end"] :] if "end" in given_ else ""
        assert stem + given_["id"] + end == node["id"]
        if "label" in node:
            assert lines_of(given_["name"], given_["label"]) == node["label"].split("\n")
        assert given_["name"] == node["name"] or (given_["short"] and len(given_["name"]) > NAME)
    for edge, row in zip(whole["edges"], short["edges"], strict=True):
        sort, *ends, said, tail = row[:5]
        assert [*short["sorts"][sort], *ends] == [edge["kind"], edge.get("formal", True), edge["from"], edge["to"]]
        assert short["said"][said].get("basis") == whole["said"][edge["said"]].get("basis")
        assert tail == edge.get("tail")


def test_a_plan_weighs_little_more_than_half_and_keeps_its_words_for_later(plan_scene: Scene) -> None:
    whole, short = (len(str(picture_data(plan_scene, language="zh", served=served))) for served in (False, True))
    assert short < whole * 0.6
    assert "quote" not in str(picture_data(plan_scene, language="zh", served=True)["said"])
