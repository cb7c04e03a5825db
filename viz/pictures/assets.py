"""The files that a served picture refers to, by name, from a closed list; pyvis brings vis-network, the rest is ours."""

from functools import cache
from importlib.resources import files

from graph.errors import UnknownIdError

SCRIPTS = ("vis-network.min.js", "drawing.js", "scene.js", "address.js", "panel.js", "saving.js", "picture.js")
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
