// The page of a picture: vis-network shows the scene, pointing and keys choose in it, the panel says what is chosen.
// The model and all positions come from Python; only opening and folding moves a row.
(function () {
  "use strict";

  const { address, drawing, routes, saving, scene, lineName } = window.respgraph;
  const { nodes, sheet, text } = scene;
  const byId = (id) => document.getElementById(id);
  const box = byId("canvas");
  const standing = new Map(); // what vis-network was told of a node last
  const visNodes = new vis.DataSet([...nodes.values()].map((node) => ({
    id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, hidden: true,
    color: { background: node.colour, border: sheet.background }, borderWidth: 1,
  })));
  let [painting, waiting] = [false, false];
  let begun = false; // before, the address is read, not written
  const network = new vis.Network(box, { nodes: visNodes, edges: [] }, scene.page.options);
  const panel = window.respgraph.panel({ choose, visit, refresh, light, toggle, pin, neighbourhood, expand });
  const minimap = window.respgraph.minimap(network, () => address.write(network, true));

  // ---- from the scene to vis-network, which keeps the view and draws the marks; lines and labels are painted here

  function refresh() {
    scene.gather();
    routes.gather();
    scene.light();
    const changed = [];
    for (const node of nodes.values()) {
      const state = [node.x, node.y, scene.shown.has(node.id)].join();
      if (standing.get(node.id) === state) continue;
      standing.set(node.id, state);
      changed.push({ id: node.id, x: node.x, y: node.y, hidden: !scene.shown.has(node.id) });
    }
    visNodes.update(changed);
    minimap.gather();
    if (begun) afterPaint(list);
    else list();
    byId("empty").hidden = scene.shown.size > 0;
    byId("empty").textContent = nodes.size ? text.none_left : text.empty;
    byId("hint").textContent = [...scene.closed].some((id) => scene.shown.has(id)) ? text.overview : text.hint;
    if (begun) address.write(network);
    paint();
  }

  function list() {
    panel.showCounts();
    panel.showList();
  }

  function light() {
    scene.light();
    paint();
  }

  // Once a frame, however much changes in it.
  function paint() {
    if (!painting) requestAnimationFrame(() => {
      painting = false;
      network.redraw();
    });
    painting = true;
  }

  // What is long to make and stands beside the picture comes after it; the last of several wishes is enough.
  function afterPaint(task) {
    if (!waiting) requestAnimationFrame(() => setTimeout(() => {
      waiting = false;
      task();
    }));
    waiting = true;
  }

  network.on("beforeDrawing", (context) => drawing.paint(context, routes.strokes(), sheet));

  network.on("afterDrawing", (context) => {
    const window = windowOf();
    const names = (ids) => {
      const room = [...ids].filter((id) => touches(scene.label(id).room, window));
      drawing.paint(context, room.flatMap((id) => scene.label(id).strokes), sheet);
    };
    const isTooSmall = network.getScale() * sheet.font_size < 5;
    if (!isTooSmall) names(scene.shown);
    if (scene.lit) {
      const lit = [...scene.lit.nodes].filter((id) => scene.shown.has(id));
      drawing.paint(context, [saving.veil(window), ...routes.lit(), ...lit.map(saving.markOf)], sheet);
      names(lit);
    }
    drawing.paint(context, saving.rings(), sheet);
    minimap.draw(window);
  });

  // What of the picture is on the screen.
  function windowOf() {
    const { x, y } = network.DOMtoCanvas({ x: 0, y: 0 });
    return { x, y, width: box.clientWidth / network.getScale(), height: box.clientHeight / network.getScale() };
  }

  function touches(room, window) {
    return room.x < window.x + window.width && room.x + room.width > window.x &&
      room.y < window.y + window.height && room.y + room.height > window.y;
  }

  // ---- pointing: a label belongs to its node

  function thingAt(dom) {
    const point = network.DOMtoCanvas(dom);
    for (const id of scene.shown) {
      const node = nodes.get(id);
      const reach = node.size + 4;
      if (Math.abs(point.x - node.x) <= reach && Math.abs(point.y - node.y) <= reach) return { node: id };
      const room = scene.label(id).room;
      if (point.x >= room.x && point.x <= room.x + room.width && point.y >= room.y && point.y <= room.y + room.height) {
        return { node: id };
      }
    }
    return routes.at(point, 6 / network.getScale());
  }

  network.on("click", (event) => {
    const thing = thingAt(event.pointer.DOM);
    tip(null);
    if (thing && thing.node && scene.closed.has(thing.node)) toggle(thing.node);
    else choose(thing);
  });

  network.on("doubleClick", (event) => {
    const thing = thingAt(event.pointer.DOM);
    if (thing && thing.node) neighbourhood(thing.node);
  });

  let pointer = null;

  box.addEventListener("mousemove", (event) => {
    const first = pointer === null;
    const frame = box.getBoundingClientRect();
    pointer = { x: event.clientX - frame.left, y: event.clientY - frame.top, dragging: event.buttons > 0 };
    if (first) requestAnimationFrame(hover);
  });

  box.addEventListener("mouseleave", () => {
    tip(null);
    scene.hovered = null;
    light();
  });

  function hover() {
    const at = pointer;
    pointer = null;
    const thing = at.dragging ? null : thingAt(at);
    tip(thing, at);
    if (JSON.stringify(thing) === JSON.stringify(scene.hovered)) return;
    scene.hovered = thing;
    box.classList.toggle("pointing", Boolean(thing));
    light();
  }

  function tip(thing, at) {
    const element = byId("tip");
    element.hidden = !thing;
    if (!thing) return;
    element.textContent = thing.node ? nodes.get(thing.node).name : lineName((thing.lines || [thing.line]).map((id) => scene.lines.get(id)));
    element.style.left = Math.max(4, Math.min(at.x + 14, box.clientWidth - element.offsetWidth - 4)) + "px";
    element.style.top = Math.max(4, Math.min(at.y + 16, box.clientHeight - element.offsetHeight - 4)) + "px";
  }

  // ---- choosing

  function choose(thing, { moveFocus = false, calm = false } = {}) {
    scene.chosen = thing;
    scene.calm = calm;
    panel.showDetail(moveFocus);
    byId("whole").hidden = scene.focus === null && !scene.pinned.size;
    if (thing && !calm && narrow()) byId("legend").open = false;
    light();
    if (begun) address.write(network);
  }

  // Choose from beside the picture: the node is unfolded and brought into view.
  function visit(id) {
    if (scene.reveal(id)) refresh();
    choose({ node: id }, { moveFocus: true });
    const at = network.canvasToDOM(nodes.get(id));
    const inside = at.x > 0 && at.y > 0 && at.x < box.clientWidth && at.y < box.clientHeight;
    if (!inside && scene.shown.has(id)) network.moveTo({ position: nodes.get(id) });
  }

  function toggle(id) {
    if (scene.closed.has(id)) scene.open(id);
    else scene.fold(id);
    refresh();
    choose({ node: id }, { moveFocus: byId("detail").contains(document.activeElement) });
  }

  function pin(id) {
    if (!scene.pinned.delete(id)) scene.pinned.add(id);
    choose({ node: id }, { moveFocus: true });
  }

  // Served, more of the graph is asked for; what is there stays.
  function expand(id) {
    address.expand(id, network);
  }

  // Served, the neighbourhood is another question; in a file, it is what stands out.
  function neighbourhood(id) {
    const center = id.replace(/^group:/, "");
    if (scene.page.served && (id === center || nodes.get(id).column === "outline")) {
      const here = new URL(window.location.href);
      here.searchParams.set("center", center);
      for (const name of ["from", "to", "expand", "at", "look", "fold", "pin", "least"]) here.searchParams.delete(name);
      window.location.assign(here.href);
      return;
    }
    scene.focus = scene.focus === id ? null : id;
    scene.hovered = null;
    choose({ node: id });
    if (scene.focus && scene.lit) view([...scene.lit.nodes]);
  }

  function everything() {
    scene.focus = null;
    scene.pinned.clear();
    choose(null);
    view([...scene.shown]);
  }

  // ---- the view

  function narrow() {
    return window.innerWidth <= 860;
  }

  // All of `ids`; where that is too small to read, at first somewhat larger, on a phone from the left.
  function view(ids, { all = false } = {}) {
    if (!ids.length) return;
    const area = drawing.bounds(ids.map((id) => [nodes.get(id), scene.label(id).room]));
    const whole = Math.min((box.clientWidth - 28) / area.width, (box.clientHeight - 56) / area.height, 1.35);
    const [readable, larger] = narrow() ? [0.65, 1.3] : [0.5, 1.6];
    const scale = Math.max(whole, all ? 0.05 : Math.min(readable, whole * larger));
    const wide = Math.max(area.width, (box.clientWidth - 28) / scale);
    const x = scale > whole ? area.x + (box.clientWidth / 2 - 10) / scale : area.x + area.width / 2;
    network.moveTo({ position: { x: wide > area.width ? area.x + area.width / 2 : x, y: area.y + area.height / 2 }, scale });
  }

  // Where the address says, or so that the node that was expanded is where it was.
  function look(place, kept) {
    if (place) network.moveTo(place);
    if (!kept) return;
    const node = nodes.get(kept.id);
    const position = {
      x: node.x + (box.clientWidth / 2 - kept.x) / kept.scale,
      y: node.y + (box.clientHeight / 2 - kept.y) / kept.scale,
    };
    network.moveTo({ position, scale: kept.scale });
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 5) });
    address.write(network, true);
  }

  // ---- controls

  byId("words").addEventListener("input", (event) => {
    scene.query = event.target.value.trim();
    byId("found").textContent = scene.query ? scene.say(text.search_found, { n: scene.matches().length }) : "";
    light();
    afterPaint(list);
  });
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const found = scene.query ? scene.matches() : [];
    if (found.length) visit(found[0]);
  });
  byId("save-svg").addEventListener("click", saving.svg);
  byId("save-png").addEventListener("click", saving.png);
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => view([...scene.shown], { all: true }));
  byId("whole").addEventListener("click", everything);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (scene.focus || scene.pinned.size) everything();
    else if (scene.chosen) panel.back();
  });

  const least = byId("least");
  if (scene.page.pairs) {
    byId("fewest").hidden = false;
    least.max = Math.max(...scene.page.pairs.map((pair) => pair[2].length), 1);
    scene.least = scene.page.least;
    least.addEventListener("input", () => {
      scene.least = Number(least.value);
      byId("least-said").textContent = least.value;
      refresh();
    });
  }

  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    if (window.innerWidth !== width) view([...scene.shown]);
    width = window.innerWidth;
  });

  // ---- begin

  box.querySelector(".vis-network").tabIndex = -1; // the list is the way by keyboard
  byId("legend").open = !narrow();
  const given = address.read();
  least.value = scene.least;
  byId("least-said").textContent = String(scene.least);
  refresh();
  view([...scene.shown]);
  if (given && given.at) visit(given.at);
  else if (scene.center !== null) choose({ node: scene.center }, { calm: true });
  network.setSize(); // the bars have their size by now; else vis-network scales the view when it notices
  look(given && given.look, address.kept());
  begun = true;
  network.on("dragEnd", () => address.write(network, true));
  network.on("zoom", () => address.write(network, true));
  window.respgraph.picture = { network, scene };
})();
