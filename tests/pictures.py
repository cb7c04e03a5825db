"""Where things stand in a picture that a browser shows."""

from playwright.sync_api import Page


def point_of(page: Page, node: str) -> tuple[float, float]:
    """The middle of a node, as the mouse knows it."""
    x, y = page.evaluate(
        """(id) => {
            const {network, scene: {nodes}} = window.respgraph.picture;
            const point = network.canvasToDOM(nodes.get(id));
            const box = document.getElementById("canvas").getBoundingClientRect();
            return [box.left + point.x, box.top + point.y];
        }""",
        node,
    )
    return x, y
