"""The interactive picture as a page: one offline file, or a served page that refers to its assets.

pyvis builds the model (viz/network.py); its own template is not used, since no mode of it works without a network.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from graph.model import Node
from graph.schema import Language, schema
from viz.assets import SCRIPTS, STYLESHEETS, asset
from viz.labels import name_of
from viz.messages import messages
from viz.network import group_name, network
from viz.outline import GROUP, Group, Outline, outline
from viz.scene import Scene
from viz.style import style
from viz.words import edge_words, node_facts, node_text

SERVED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
"""Content-Security-Policy of the served page; the header may say the same and add frame-ancestors."""


def picture_html(
    scene: Scene,
    *,
    language: Language = "zh",
    inline: bool = True,
    asset_prefix: str = "",
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The page that shows `scene`, byte for byte the same for the same scene.

    `inline`: one file that works from disk with the network off; its policy allows exactly the scripts that it holds.
    Otherwise the page refers to `{asset_prefix}/NAME` for the names of viz.assets, and a double click goes to
    `?center=ID` of the page's own address. `links` are pairs of words and address for the head of the page.
    """
    scripts = [_text(name) for name in SCRIPTS] if inline else []
    styles = [_text(name) for name in STYLESHEETS] if inline else []
    return (
        _templates()
        .get_template("picture.html")
        .render(
            language={"zh": "zh-CN", "en": "en"}[language],
            text=messages(language)["page"],
            title=scene.title or messages(language)["page"]["untitled"],
            truncated=scene.truncated,
            links=links,
            policy=_inline_policy(scripts, styles) if inline else SERVED_POLICY,
            scripts=[Markup(script) for script in scripts],  # noqa: S704  our own files, no words of a plan
            styles=[Markup(sheet) for sheet in styles],  # noqa: S704  same
            script_names=[] if inline else [f"{asset_prefix}/{name}" for name in SCRIPTS],
            style_names=[] if inline else [f"{asset_prefix}/{name}" for name in STYLESHEETS],
            data=Markup(_script_json(page_data(scene, language=language, served=not inline))),  # noqa: S704  escaped
        )
    )


def page_data(scene: Scene, *, language: Language, served: bool) -> dict[str, Any]:
    """All that the script needs: the pyvis model, what panels say, labels of kinds, messages."""
    tree = outline(scene, overview=style().sheet.overview)
    model = network(scene, tree, language)
    by_id = {node.id: node for node in scene.nodes}
    drawn = {edge["id"] for edge in model.edges}
    nodes = [_node(by_id[node], scene, tree, language) for node in tree.order if node in by_id]
    nodes += [_group(group, scene, tree, language) for group in tree.groups]
    return {
        "model": {"nodes": model.nodes, "edges": model.edges, "options": model.options},
        "nodes": {node["id"]: node for node in nodes},
        "edges": {
            edge.id: {"kind": edge.kind, **edge_words(edge, scene, language)}
            for edge in sorted(scene.edges, key=lambda edge: edge.id)
            if edge.id in drawn
        },
        "kinds": _kinds(scene, language),
        "order": tree.order,
        "closed": sorted(tree.closed),
        "center": scene.center if scene.center in by_id else None,
        "served": served,
        "title": scene.title or messages(language)["page"]["untitled"],
        "text": messages(language)["page"],
        "sheet": {name: getattr(style().sheet, name) for name in _SHEET}
        | {"font_family": style().sheet.font_family.strip()},
    }


def _node(node: Node, scene: Scene, tree: Outline, language: Language) -> dict[str, Any]:
    look = style().nodes[node.kind]
    other_names = (node.properties.get(name, ()) for name in ("aliases", "aliases_en"))
    return {
        "id": node.id,
        "kind": node.kind,
        "name": name_of(node, language),
        "column": look.column,
        "side": style().columns[look.column].side,
        "plan": scene.plans.get(node.plan, node.plan),
        "bold": look.bold or node.id == scene.center,
        "parent": tree.parents.get(node.id, ""),
        "facts": node_facts(node, scene, language),
        "text": node_text(node),
        "find": [
            *(str(node.properties[name]) for name in ("name", "name_en", "label", "number") if name in node.properties),
            *(name for names in other_names if isinstance(names, tuple) for name in names),
        ],
        "unassigned": node.properties.get("assigned") is False,
    }


def _group(group: Group, scene: Scene, tree: Outline, language: Language) -> dict[str, Any]:
    column = "outline" if group.plan else "parties"
    return {
        "id": group.id,
        "kind": GROUP,
        "name": group_name(group, scene, language),
        "column": column,
        "side": style().columns[column].side,
        "plan": "",
        "bold": True,
        "parent": tree.parents.get(group.id, ""),
        "facts": [],
        "text": "",
        "find": [],
        "unassigned": False,
    }


def _kinds(scene: Scene, language: Language) -> dict[str, list[dict[str, Any]]]:
    """The legend: every kind that the scene holds, in the order of style.yaml, which is by strength for edges."""
    nodes = Counter(node.kind for node in scene.nodes)
    edges = Counter(edge.kind for edge in scene.edges)
    looks = style()
    return {
        "nodes": [
            {
                "kind": name,
                "label": schema().nodes[name].plural[language],
                "count": nodes[name],
                "shape": look.shape,
                "colour": look.colour,
            }
            for name, look in looks.nodes.items()
            if nodes[name]
        ],
        "edges": [
            {
                "kind": name,
                "label": _edge_label(name, language),
                "reverse": schema().edges[name].reverse[language],
                "role": schema().edges[name].role,
                "count": edges[name],
                "colour": line.colour,
                "width": line.width,
                "dashes": line.dashes,
                "shown": name != "HAS_MEASURE" or not _said_by_goals(scene),
            }
            for name, line in looks.edges.items()
            if edges[name]
        ],
    }


def _edge_label(kind: str, language: Language) -> str:
    edge = schema().edges[kind]
    if edge.evidence != "inferred":
        return edge.label[language]
    return messages(language)["page"]["kind_inferred"].format(kind=edge.label[language])


def _said_by_goals(scene: Scene) -> bool:
    """Whether every measure that a plan has also serves a goal here, so that plan → measure lines say nothing more."""
    serving = {edge.source for edge in scene.edges if edge.kind == "SERVES"}
    return serving >= {edge.target for edge in scene.edges if edge.kind == "HAS_MEASURE"}


def _inline_policy(scripts: list[str], styles: list[str]) -> str:
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(sources: list[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'" for source in sources)


def _script_json(data: Mapping[str, Any]) -> str:
    """JSON that can't end its script element, whatever a name or a quote holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _text(name: str) -> str:
    return asset(name)[0].decode("utf-8")


_SHEET = ("background", "ink", "muted", "accent", "font_size", "row", "line")
"""What the script needs of the sheet, besides the fonts."""


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("viz"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
