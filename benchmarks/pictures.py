"""How a picture of many nodes feels in Chromium: python benchmarks/pictures.py [--nodes 500 1000 2000]

Scenes are plans of the generated corpus side by side, as a file opened from disk. Said are, as it opens (folded) and with everything
unfolded: milliseconds until something is painted, the frames of a drag and of a mouse that runs over names (95th percentile), and the
interaction that is the slowest to the next paint (Event Timing, the median of three) among clicks on a department, a measure and a
goal, keys, a filter and buttons; and the one that takes most of the main thread's CPU, with what comes after the paint. The exit code is 1 where an interaction at 1,000 nodes takes longer than 200 ms.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.corpora import plan
from viz.pictures.picture import picture_html
from viz.pictures.scene import Scene

if TYPE_CHECKING:
    from graph.model import Edge, Node

LEFT_OUT = ("Document",)
LIMIT_MS, LIMIT_AT = 200, 1000
MOVES = 60
ROUNDS = 3

WATCH = """
window.frames_ = []; window.slowest = {}; window.painted = 0;
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (e.interactionId) window.slowest[e.name] = Math.max(window.slowest[e.name] || 0, e.duration);
}).observe({ type: 'event', durationThreshold: 16, buffered: true });
let last = 0;
(function frame(now) {
  if (!window.painted && window.respgraph && window.respgraph.picture) requestAnimationFrame((t) => { window.painted = window.painted || t; });
  window.frames_.push(now - last); last = now; requestAnimationFrame(frame);
})(0);
"""
"""Frames and interactions, watched from the first moment on."""

POINTS = """(kinds) => {
  const { network, scene } = respgraph.picture;
  const box = document.getElementById('canvas').getBoundingClientRect();
  return [...scene.shown].map((id) => scene.nodes.get(id)).filter((node) => kinds.includes(node.kind)).map((node) => {
    const at = network.canvasToDOM(node);
    return [box.left + at.x, box.top + at.y];
  }).filter(([x, y]) => x > box.left + 5 && x < box.right - 5 && y > box.top + 5 && y < box.bottom - 5);
}"""

UNFOLD = """() => {
  const { scene } = respgraph.picture;
  [...scene.order].filter((id) => scene.closed.has(id)).forEach(scene.open);
  document.querySelector('#roles input').click(); document.querySelector('#roles input').click();
  document.getElementById('fit').click();
}"""


def scene_of(nodes: int) -> Scene:
    """So many nodes of plans of the generated corpus, with all edges between them."""
    found: dict[str, Node] = {}
    edges: list[Edge] = []
    for number in count():
        graph = plan(number)[0]
        found |= {node.id: node for node in graph.nodes if node.kind not in LEFT_OUT}
        edges += graph.edges
        if len(found) >= nodes:
            break
    kept = dict(list(found.items())[:nodes])
    inside = tuple(edge for edge in edges if edge.source in kept and edge.target in kept)
    return Scene(None, tuple(kept.values()), inside, title=f"{nodes} nodes")


def main(argv: Sequence[str] | None = None) -> int:
    """Try scenes of several sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[500, 1000, 2000])
    sizes = parser.parse_args(argv).nodes
    late = False
    print("| nodes | edges | state | first paint, ms | drag frame, ms | pointing frame, ms | interaction to next paint, ms | CPU of an interaction, ms |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for size in sizes:
            scene = scene_of(size)
            file = Path(folder) / f"{size}.html"
            file.write_text(picture_html(scene), encoding="utf-8")
            for state in ("folded", "all open"):
                page = browser.new_page(viewport={"width": 1300, "height": 1000})
                page.add_init_script(WATCH)
                page.goto(file.as_uri())
                page.wait_for_function("window.painted > 0")
                first = page.evaluate("window.painted")
                if state == "all open":
                    page.evaluate(UNFOLD)
                drag, pointing, said, slowest = tried(page)
                print(f"| {size} | {len(scene.edges)} | {state} | {first:.0f} | {drag:.0f} | {pointing:.0f} | {said} |", flush=True)  # fmt: skip
                late |= size == LIMIT_AT and slowest > LIMIT_MS
                page.close()
    return int(late)


def tried(page: Page) -> tuple[float, float, str, float]:
    """Drag the picture, point at names, click, type, filter and fold: two 95th percentiles of frames, the slowest interaction, its ms."""
    page.wait_for_timeout(500)
    page.evaluate("frames_.length = 0; slowest = {}")
    page.mouse.move(400, 300)
    page.mouse.down()
    for step in range(MOVES):
        page.mouse.move(400 + step * 2, 300 + step)
    page.mouse.up()
    drag = frames(page)
    for x, y in page.evaluate(POINTS, ["Department", "Measure"])[:MOVES]:
        page.mouse.move(x, y)
    pointing = frames(page)
    slowest: dict[str, list[tuple[float, float]]] = {}
    chromium = page.context.new_cdp_session(page)
    chromium.send("Performance.enable", {"timeDomain": "threadTicks"})
    for turn in range(ROUNDS):
        for name, act in interactions(page, turn):
            page.evaluate("slowest = {}")
            before = cpu(chromium)
            act()
            page.wait_for_timeout(250)
            used = cpu(chromium) - before
            slowest.setdefault(name, []).append((max(page.evaluate("Object.values(slowest)"), default=0), used))
    late = max((median(late for late, _ in times), name) for name, times in slowest.items())
    busy = max((median(used for _, used in times), name) for name, times in slowest.items())
    return drag, pointing, f"{late[0]:.0f} ({late[1]}) | {busy[0]:.0f} ({busy[1]})", late[0]


def cpu(chromium: CDPSession) -> float:
    """What the tasks of the page's main thread have taken of the CPU, in ms: the same however busy the machine is."""
    metrics = chromium.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def interactions(page: Page, turn: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a reader does, the `turn`th time on another department, measure and goal."""
    for kinds in (["Department"], ["Measure"], ["Goal", "Plan"]):
        points = page.evaluate(POINTS, kinds)
        if points:
            x, y = points[(len(points) // 2 + turn) % len(points)]
            yield f"click on a {kinds[0]}", lambda x=x, y=y: page.mouse.click(x, y)  # type: ignore[misc]
    yield "Escape", lambda: page.keyboard.press("Escape")
    yield "a filter", page.locator("#roles input").first.click
    yield "a key of the search", lambda: page.locator("#words").press_sequentially(str(turn + 1))
    yield "the search cleared", lambda: page.locator("#words").press("Backspace")
    yield "the whole picture", lambda: page.locator("#fit").click()


def frames(page: Page) -> float:
    """The 95th percentile of the frames since the last look, in ms."""
    page.wait_for_timeout(300)
    found = sorted(page.evaluate("frames_.splice(0)"))
    return float(found[int(len(found) * 0.95)])


if __name__ == "__main__":
    sys.exit(main())
