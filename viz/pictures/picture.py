"""The interactive picture as a page: one offline file, or a served page that refers to its assets.

pyvis builds the model (viz/pictures/network.py); its own template is not used, since no mode of it works without a network.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from graph.errors import UnknownIdError
from graph.schema import Language
from viz.pictures.messages import messages
from viz.pictures.picture_data import picture_data
from viz.pictures.scene import Question, Scene

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
    question: Question | None = None,
) -> str:
    """The page that shows `scene`, byte for byte the same for the same scene.

    `inline`: one file that works from disk with the network off; its policy allows exactly the scripts that it holds.
    Otherwise the page refers to `{asset_prefix}/NAME` for the names of viz.pictures.picture, and a double click goes to
    `?center=ID` of the page's own address. `links` are pairs of words and address for the head of the page; `question` fills the
    form that asks for another picture.
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
            notice=scene.notice,
            links=links,
            question=question,
            policy=_inline_policy(scripts, styles) if inline else SERVED_POLICY,
            scripts=[Markup(script) for script in scripts],  # noqa: S704  our own files, no words of a plan
            styles=[Markup(sheet) for sheet in styles],  # noqa: S704  same
            script_names=[] if inline else [f"{asset_prefix}/{name}" for name in SCRIPTS],
            style_names=[] if inline else [f"{asset_prefix}/{name}" for name in STYLESHEETS],
            data=Markup(_script_json(picture_data(scene, language=language, served=not inline))),  # noqa: S704  escaped
        )
    )


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


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("viz.pictures"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


SCRIPTS = (
    "vis-network.min.js", "drawing.js", "scene.js", "brush.js", "routes.js", "address.js", "words.js", "panel.js", "saving.js",
    "minimap.js", "views.js", "picture.js",
)  # fmt: skip
"""In the order in which a page runs them."""

STYLESHEETS = ("picture.css",)

_VIS = "templates/lib/vis-9.1.2"
_MEDIA_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}


@cache
def asset(name: str) -> tuple[bytes, str]:
    """Bytes and media type of a file named in SCRIPTS or STYLESHEETS; UnknownIdError for any other name.

    vis-network's own stylesheet is not among them: it dresses buttons and pop-ups that a picture does not use (220 kB).
    """
    if name not in SCRIPTS + STYLESHEETS:
        raise UnknownIdError("no such file", where=name, hint="one of " + ", ".join(SCRIPTS + STYLESHEETS))
    home = files("pyvis").joinpath(_VIS) if name.startswith("vis-") else files("viz").joinpath("static")
    content = home.joinpath(name).read_bytes().replace(b"\r\n", b"\n")
    return content, _MEDIA_TYPES[name.rsplit(".", 1)[1]]
