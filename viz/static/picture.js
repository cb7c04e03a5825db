// The page of a picture: filters, folding, search, highlighting, the panel of words, keyboard, saving.
// The model comes from Python with positions; nothing here moves a node except opening and folding.
(function () {
  "use strict";

  const page = JSON.parse(document.getElementById("picture-data").textContent);
  const drawing = window.respgraphDrawing;
  const text = page.text;
  const sheet = page.sheet;
  const byId = (id) => document.getElementById(id);

  // ---- the scene as it came, and what the reader has chosen

  const nodes = new Map();
  for (const item of page.model.nodes) {
    nodes.set(item.id, Object.assign({}, page.nodes[item.id], {
      x: item.x, y: item.y, size: item.size, shape: item.shape, colour: item.color.background,
      lines: item.label.split("\n"), edges: [], children: [],
    }));
  }
  const edges = new Map();
  for (const item of page.model.edges) {
    const edge = Object.assign({ id: item.id, from: item.from, to: item.to }, page.edges[item.id]);
    edges.set(edge.id, edge);
    nodes.get(edge.from).edges.push(edge);
    if (edge.to !== edge.from) nodes.get(edge.to).edges.push(edge);
  }
  for (const id of page.order) {
    const parent = nodes.get(id).parent;
    if (parent) nodes.get(parent).children.push(id);
  }
  const edgeKinds = new Map(page.kinds.edges.map((kind, rank) => [kind.kind, Object.assign({ rank }, kind)]));
  const nodeKinds = new Map(page.kinds.nodes.map((kind) => [kind.kind, kind]));

  const closed = new Set(page.closed);
  const offNodes = new Set();
  const offEdges = new Set(page.kinds.edges.filter((kind) => !kind.shown).map((kind) => kind.kind));
  let focus = null; // a node whose neighbourhood alone is lit
  let chosen = null; // {node} or {line}
  let hovered = null;
  let query = "";
  let calm = false; // the node in question is chosen, but nothing is dimmed yet

  // ---- what is shown: nodes outside folds and filters, and one line for all edges that join the same two

  let shown = new Set();
  let lines = new Map();
  let around = new Map();
  let lit = null;

  function standIn(id) {
    let result = id;
    for (let node = nodes.get(id); node.parent; node = nodes.get(node.parent)) {
      if (closed.has(node.parent)) result = node.parent;
    }
    return result;
  }

  function gather() {
    const present = new Set();
    for (const id of nodes.keys()) {
      const kind = nodes.get(id).kind;
      if (standIn(id) === id && !offNodes.has(kind)) present.add(id);
    }
    lines = new Map();
    for (const edge of edges.values()) {
      if (offEdges.has(edge.kind) || offNodes.has(nodes.get(edge.from).kind) || offNodes.has(nodes.get(edge.to).kind)) continue;
      const from = standIn(edge.from);
      const to = standIn(edge.to);
      if (from === to || !present.has(from) || !present.has(to)) continue;
      const key = from < to ? from + "\n" + to : to + "\n" + from;
      if (!lines.has(key)) lines.set(key, { id: key, from, to, edges: [] });
      lines.get(key).edges.push(edge);
    }
    for (const line of lines.values()) {
      line.edges.sort((a, b) => edgeKinds.get(a.kind).rank - edgeKinds.get(b.kind).rank);
      line.look = edgeKinds.get(line.edges[0].kind);
      const sameColumn = nodes.get(line.from).column === "parties" && nodes.get(line.to).column === "parties";
      line.bent = sameColumn;
    }
    around = new Map();
    for (const line of lines.values()) {
      for (const end of [line.from, line.to]) {
        if (!around.has(end)) around.set(end, []);
        around.get(end).push(line);
      }
    }
    // A department or target whose every link is filtered away says nothing here.
    shown = new Set([...present].filter((id) => {
      const node = nodes.get(id);
      const linked = around.has(id) || node.edges.length === 0 || id === page.center || node.children.length > 0;
      return linked || node.column === "outline";
    }));
  }

  // ---- vis-network

  const box = byId("canvas");
  const visNodes = new vis.DataSet();
  const visLines = new vis.DataSet();
  let network = null;

  function start() {
    for (const node of nodes.values()) {
      visNodes.add({
        id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, hidden: true,
        color: { background: node.colour, border: sheet.background }, borderWidth: 1, fixed: true,
      });
    }
    network = new vis.Network(box, { nodes: visNodes, edges: visLines }, page.model.options);
    const frame = box.querySelector(".vis-network");
    if (frame) frame.tabIndex = -1;
    network.on("afterDrawing", drawLabels);
    network.on("click", (event) => click(event.pointer.DOM));
    network.on("doubleClick", (event) => {
      const id = nodeAt(network.DOMtoCanvas(event.pointer.DOM));
      if (id) neighbourhood(id);
    });
    box.addEventListener("mousemove", (event) => hoverSoon(event));
    box.addEventListener("mouseleave", () => hover(null));
  }

  function refresh() {
    gather();
    visNodes.update([...nodes.values()].map((node) => ({ id: node.id, x: node.x, y: node.y, hidden: !shown.has(node.id) })));
    visLines.clear();
    visLines.add(strongestLast().map((line) => ({
      id: line.id, from: line.from, to: line.to, width: widthOf(line), dashes: line.look.dashes.length ? line.look.dashes : false,
      color: { color: line.look.colour, opacity: ink() },
      smooth: line.bent ? { enabled: true, type: "curvedCW", roundness: 0.3 } : false,
    })));
    light();
    showCounts();
    showList();
    byId("empty").hidden = shown.size > 0;
    byId("empty").textContent = nodes.size ? text.none_left : text.empty;
    byId("hint").textContent = [...closed].some((id) => shown.has(id)) ? text.overview : text.hint;
  }

  // What is drawn last lies on top.
  function strongestLast() {
    return [...lines.values()].sort((a, b) => b.look.rank - a.look.rank);
  }

  // Many lines are drawn fainter, so that where they run together can still be told from where they do not.
  function ink() {
    return Math.max(0.3, Math.min(1, 300 / lines.size));
  }

  function lineInk(line) {
    if (!lit) return ink();
    return lit.lines.has(line.id) ? 1 : DIM.line;
  }

  function widthOf(line) {
    const count = line.edges.filter((edge) => edge.kind === line.look.kind).length;
    return line.look.width * (count > 1 ? 1 + Math.min(count - 1, 5) * 0.25 : 1);
  }

  // ---- highlighting: what is lit stands out, the rest is dimmed

  const DIM = { node: 0.3, line: 0.1, label: 0.45 };

  function litNow() {
    const seed = hovered || (query ? { nodes: matches().map(standIn) } : null) || (focus ? { node: focus } : null) || (calm ? null : chosen);
    if (!seed) return null;
    if (seed.nodes) return { nodes: new Set(seed.nodes), lines: new Set() };
    if (seed.line) {
      const line = lines.get(seed.line);
      return line ? { nodes: new Set([line.from, line.to]), lines: new Set([line.id]) } : null;
    }
    if (!shown.has(seed.node)) return null;
    const own = around.get(seed.node) || [];
    return {
      nodes: new Set([seed.node, ...own.map((line) => line.from), ...own.map((line) => line.to)]),
      lines: new Set(own.map((line) => line.id)),
    };
  }

  function light() {
    const before = lit;
    lit = litNow();
    if (!before && !lit) return network.redraw();
    visNodes.update([...shown].map((id) => ({ id, opacity: !lit || lit.nodes.has(id) ? 1 : DIM.node })));
    visLines.update([...lines.values()].map((line) => ({
      id: line.id, color: { color: line.look.colour, opacity: lineInk(line) },
    })));
    return network.redraw();
  }

  const measured = new Map();
  const ruler = document.createElement("canvas").getContext("2d");

  function measure(stroke) {
    const key = (stroke.bold ? "b" : "n") + stroke.size + stroke.text;
    if (!measured.has(key)) {
      ruler.font = drawing.font(stroke, sheet);
      measured.set(key, ruler.measureText(stroke.text).width);
    }
    return measured.get(key);
  }

  function labelOf(id) {
    const node = nodes.get(id);
    const count = closed.has(id) ? under(id) : 0;
    return drawing.label(Object.assign({}, node, { badge: count ? "＋" + count : "" }), sheet, measure);
  }

  function under(id) {
    return nodes.get(id).children.reduce((sum, child) => sum + (offNodes.has(nodes.get(child).kind) ? 0 : 1) + under(child), 0);
  }

  function drawLabels(context) {
    const small = network.getScale() * sheet.font_size < 5;
    const back = [];
    const front = [];
    for (const id of shown) {
      const bright = !lit || lit.nodes.has(id);
      if (small && !(lit && bright)) continue;
      const strokes = labelOf(id).texts.map((stroke) => Object.assign(stroke, { alpha: bright ? 1 : DIM.label }));
      (bright ? front : back).push(...strokes);
    }
    drawing.paint(context, back.concat(front), sheet);
    if (chosen && chosen.node && shown.has(chosen.node)) ring(context, nodes.get(chosen.node));
  }

  function ring(context, node) {
    const d = drawing.mark("dot", node.x, node.y, node.size + 4);
    drawing.paint(context, [{ d, stroke: sheet.accent, width: 2 }], sheet);
  }

  // ---- pointing: labels belong to their nodes

  function nodeAt(point) {
    for (const id of shown) {
      const node = nodes.get(id);
      const reach = node.size + 4;
      if (Math.abs(point.x - node.x) <= reach && Math.abs(point.y - node.y) <= reach) return id;
      const room = labelOf(id).room;
      if (point.x >= room.x && point.x <= room.x + room.width && point.y >= room.y && point.y <= room.y + room.height) return id;
    }
    return null;
  }

  function thingAt(dom) {
    const node = nodeAt(network.DOMtoCanvas(dom));
    if (node) return { node };
    const line = network.getEdgeAt(dom);
    return line === undefined ? null : { line };
  }

  let pending = null;

  function hoverSoon(event) {
    const first = pending === null;
    const bounds = box.getBoundingClientRect();
    pending = { x: event.clientX - bounds.left, y: event.clientY - bounds.top, buttons: event.buttons };
    if (first) {
      requestAnimationFrame(() => {
        const at = pending;
        pending = null;
        hover(at.buttons ? null : thingAt(at), at);
      });
    }
  }

  function hover(thing, at) {
    const same = JSON.stringify(thing) === JSON.stringify(hovered);
    tip(thing, at);
    if (same) return;
    hovered = thing;
    box.classList.toggle("pointing", Boolean(thing));
    light();
  }

  function tip(thing, at) {
    const element = byId("tip");
    element.hidden = !thing;
    if (!thing) return;
    element.textContent = thing.node ? nodes.get(thing.node).name : lineName(lines.get(thing.line));
    const bounds = box.getBoundingClientRect();
    element.style.left = Math.max(4, Math.min(at.x + 14, bounds.width - element.offsetWidth - 4)) + "px";
    element.style.top = Math.max(4, Math.min(at.y + 16, bounds.height - element.offsetHeight - 4)) + "px";
  }

  function lineName(line) {
    const counts = new Map();
    for (const edge of line.edges) counts.set(edge.kind, (counts.get(edge.kind) || 0) + 1);
    const kinds = [...counts].map(([kind, n]) => edgeKinds.get(kind).label + (n > 1 ? " " + n : "")).join(text.separator);
    return `${nodes.get(line.from).name} — ${kinds} — ${nodes.get(line.to).name}`;
  }

  function click(dom) {
    const thing = thingAt(dom);
    if (!thing) return choose(null);
    if (thing.node && closed.has(thing.node)) open(thing.node);
    return choose(thing);
  }

  function choose(thing, options) {
    chosen = thing;
    calm = Boolean(options && options.calm);
    showDetail(options || {});
    light();
  }

  // ---- folding: what stands below moves down by what is opened, nothing else moves

  function open(id) {
    const parent = nodes.get(id);
    closed.delete(id);
    const rows = insiders(id).filter((child) => nodes.get(child).column === parent.column);
    const step = rowHeight;
    const total = rows.reduce((sum, child) => sum + step(child), 0);
    const inside = new Set(rows);
    for (const node of nodes.values()) {
      if (node.column === parent.column && node.y > parent.y && !inside.has(node.id)) node.y += total;
    }
    let y = parent.y + step(id) / 2;
    for (const child of rows) {
      nodes.get(child).y = y + step(child) / 2;
      y += step(child);
    }
    settle(id);
  }

  function fold(id) {
    const parent = nodes.get(id);
    const rows = insiders(id).filter((child) => nodes.get(child).column === parent.column);
    const total = rows.reduce((sum, child) => sum + rowHeight(child), 0);
    closed.add(id);
    const inside = new Set(rows);
    for (const node of nodes.values()) {
      if (node.column === parent.column && node.y > parent.y && !inside.has(node.id)) node.y -= total;
    }
    settle(id);
  }

  // Folded rows wait at their stand-in; targets line up beside what they belong to.
  function settle() {
    for (const node of nodes.values()) {
      const stand = standIn(node.id);
      if (stand !== node.id) node.y = nodes.get(stand).y;
    }
    const targets = page.order.filter((id) => nodes.get(id).column === "targets" && standIn(id) === id)
      .map((id) => nodes.get(id));
    const wish = (node) => (node.parent ? nodes.get(node.parent).y : node.y);
    targets.sort((a, b) => wish(a) - wish(b));
    let top = -Infinity;
    for (const node of targets) {
      const height = rowHeight(node.id);
      node.y = Math.max(top, wish(node) - height / 2) + height / 2;
      top = node.y + height / 2;
    }
    refresh();
  }

  function rowHeight(id) {
    return sheet.font_size * (1.6 + 1.23 * (nodes.get(id).lines.length - 1));
  }

  // Descendants that opening shows, in order.
  function insiders(id) {
    return nodes.get(id).children.reduce(
      (all, child) => all.concat(child, closed.has(child) ? [] : insiders(child)), []);
  }

  // ---- the neighbourhood of a node

  function neighbourhood(id) {
    const center = id.replace(/^group:/, "");
    if (page.served && (id === center || nodes.get(id).column === "outline")) {
      const address = new URL(location.href);
      address.searchParams.set("center", center);
      location.assign(address.href);
      return;
    }
    focus = focus === id ? null : id;
    byId("whole").hidden = focus === null;
    choose({ node: id });
    if (focus) view([...litNow().nodes]);
  }

  function everything() {
    focus = null;
    byId("whole").hidden = true;
    choose(null);
    view([...shown]);
  }

  // ---- the view

  function bounds(ids) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const node = nodes.get(id);
      const room = labelOf(id).room;
      left = Math.min(left, node.x - node.size, room.x);
      right = Math.max(right, node.x + node.size, room.x + room.width);
      top = Math.min(top, node.y - node.size, room.y);
      bottom = Math.max(bottom, node.y + node.size, room.y + room.height);
    }
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  function view(ids) {
    if (!ids.length) return;
    const area = bounds(ids);
    const margin = 28;
    const scale = Math.min((box.clientWidth - margin) / area.width, (box.clientHeight - 2 * margin) / area.height, 1.35);
    network.moveTo({ position: { x: area.x + area.width / 2, y: area.y + area.height / 2 }, scale: Math.max(scale, 0.05) });
  }

  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.05), 5) });
  }

  // ---- search

  const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

  function matches() {
    const wanted = plain(query);
    return [...nodes.values()].filter((node) => !offNodes.has(node.kind) && [node.name, ...node.find].some((name) => plain(name).includes(wanted)))
      .map((node) => node.id);
  }

  function search(words) {
    query = words.trim();
    byId("found").textContent = query ? say(text.search_found, { n: matches().length }) : "";
    light();
    showList();
  }

  function firstFound() {
    const found = query ? matches() : [];
    if (found.length) visit(found[0]);
  }

  // Choose a node from beside the picture: it is unfolded and brought into view.
  function visit(id) {
    reveal(id);
    choose({ node: id }, { move: true });
    if (!shown.has(id)) return;
    const node = nodes.get(id);
    const at = network.canvasToDOM(node);
    const inside = at.x > 0 && at.y > 0 && at.x < box.clientWidth && at.y < box.clientHeight;
    if (!inside) network.moveTo({ position: { x: node.x, y: node.y } });
  }

  function reveal(id) {
    const folded = [];
    for (let node = nodes.get(id); node.parent; node = nodes.get(node.parent)) {
      if (closed.has(node.parent)) folded.unshift(node.parent);
    }
    folded.forEach(open);
  }

  // ---- words on the page

  function say(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  }

  function make(name, properties, ...children) {
    const element = document.createElement(name);
    for (const key of Object.keys(properties || {})) {
      if (key === "class") element.className = properties[key];
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), properties[key]);
      else if (key in element) element[key] = properties[key];
      else element.setAttribute(key, properties[key]);
    }
    for (const child of children) if (child) element.append(child);
    return element;
  }

  function clear(element) {
    while (element.firstChild) element.removeChild(element.firstChild);
    return element;
  }

  function nodeSample(kind) {
    return drawing.sample(18, 16, [{ d: drawing.mark(kind.shape, 9, 8, 5.5), fill: kind.colour }]);
  }

  function lineSample(kind) {
    return drawing.sample(34, 16, [{ d: "M1 8.5L33 8.5", stroke: kind.colour, width: Math.max(kind.width, 1), dashes: kind.dashes }]);
  }

  function nodeMark(node) {
    return drawing.sample(18, 16, [{ d: drawing.mark(node.shape, 9, 8, 5.5), fill: node.colour }]);
  }

  function showLegend() {
    const row = (kind, off, picture) => make("label", {},
      make("input", {
        type: "checkbox", checked: !off.has(kind.kind), value: kind.kind,
        onchange: (event) => {
          if (event.target.checked) off.delete(kind.kind);
          else off.add(kind.kind);
          refresh();
        },
      }), picture, make("span", {}, kind.label), make("span", { class: "n" }, String(kind.count)));
    for (const kind of nodeKinds.values()) byId("node-kinds").append(row(kind, offNodes, nodeSample(kind)));
    for (const kind of edgeKinds.values()) byId(kind.role ? "roles" : "links").append(row(kind, offEdges, lineSample(kind)));
    for (const set of ["node-kinds", "roles", "links"]) byId(set).hidden = !byId(set).querySelector("input");
  }

  function showCounts() {
    const parts = [];
    for (const kind of nodeKinds.values()) {
      if (!offNodes.has(kind.kind)) parts.push(say(text.count, { n: kind.count, kind: kind.label }));
    }
    const duties = [...edges.values()].filter((edge) => edgeKinds.get(edge.kind).role && !offEdges.has(edge.kind)).length;
    if (duties) parts.push(say(text.duties, { n: duties }));
    byId("counts").textContent = parts.join(" · ");
  }

  // The list beside the picture: the same nodes, by kind, one stop of the Tab key, arrows move, Enter opens.
  function showList() {
    const list = clear(byId("list"));
    const found = query ? new Set(matches()) : null;
    const listed = page.order.filter((id) => (found ? found.has(id) : shown.has(id)));
    const columns = new Map();
    for (const id of listed) {
      const kind = nodes.get(id).kind;
      if (!columns.has(kind)) columns.set(kind, []);
      columns.get(kind).push(id);
    }
    const kinds = ["Department", ...[...columns.keys()].filter((kind) => kind !== "Department")];
    for (const kind of kinds) {
      const ids = columns.get(kind) || [];
      if (!ids.length) continue;
      if (kind === "Department") ids.sort((a, b) => dutiesOf(b).length - dutiesOf(a).length || page.order.indexOf(a) - page.order.indexOf(b));
      if (nodeKinds.has(kind)) list.append(make("h2", {}, nodeKinds.get(kind).label, make("span", { class: "n" }, String(ids.length))));
      list.append(make("ul", {}, ...ids.map((id) => make("li", {}, listItem(id)))));
    }
    const buttons = [...list.querySelectorAll("button")];
    buttons.forEach((button, i) => { button.tabIndex = i === 0 ? 0 : -1; });
  }

  function listItem(id) {
    const node = nodes.get(id);
    return make("button", { type: "button", "data-id": id, onclick: () => visit(id) },
      nodeMark(node), make("span", { class: "name" }, node.name), make("span", { class: "n" }, tally(id)));
  }

  function dutiesOf(id) {
    return nodes.get(id).edges.filter((edge) => edgeKinds.get(edge.kind).role && !offEdges.has(edge.kind));
  }

  function tally(id) {
    if (closed.has(id)) return "＋" + under(id);
    if (nodes.get(id).unassigned) return text.unassigned;
    const counts = new Map();
    for (const edge of dutiesOf(id)) counts.set(edge.kind, (counts.get(edge.kind) || 0) + 1);
    return [...edgeKinds.keys()].filter((kind) => counts.has(kind))
      .map((kind) => `${edgeKinds.get(kind).label} ${counts.get(kind)}`).join(" · ");
  }

  byId("list").addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    if (!(event.key in moves)) return;
    const buttons = [...byId("list").querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[Math.min(Math.max(at + moves[event.key], 0), buttons.length - 1)];
    if (!next) return;
    event.preventDefault();
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });

  byId("list").addEventListener("focusin", (event) => {
    const id = event.target.getAttribute("data-id");
    if (id && shown.has(id)) hoverFromList({ node: id });
  });
  byId("list").addEventListener("focusout", () => hoverFromList(null));

  function hoverFromList(thing) {
    hovered = thing;
    light();
  }

  // ---- the panel: a node with its links, or a line with its sentences

  function showDetail(options) {
    const detail = clear(byId("detail"));
    detail.hidden = !chosen;
    byId("list").hidden = Boolean(chosen);
    byId("legend").open = byId("legend").open && !(chosen && innerWidth < 700);
    if (!chosen) return;
    detail.append(make("button", { type: "button", class: "back", onclick: back }, "‹ " + text.back));
    if (chosen.node) nodeDetail(detail, chosen.node);
    else if (chosen.edge) edgeDetail(detail, [edges.get(chosen.edge)]);
    else edgeDetail(detail, lines.get(chosen.line).edges);
    detail.scrollTop = 0;
    if (options.move) detail.querySelector("h2").focus();
  }

  function back() {
    const id = chosen && chosen.node;
    choose(null);
    const button = [...byId("list").querySelectorAll("button")].find((each) => each.getAttribute("data-id") === id);
    (button || byId("list")).focus();
  }

  function nodeDetail(detail, id) {
    const node = nodes.get(id);
    detail.append(make("h2", { tabIndex: -1 }, nodeMark(node), node.name));
    const actions = make("p", { class: "actions" });
    if (node.children.length) {
      const isClosed = closed.has(id);
      actions.append(make("button", { type: "button", onclick: () => {
        if (closed.has(id)) open(id);
        else fold(id);
        choose({ node: id }, { move: true });
      } }, isClosed ? say(text.open_group, { n: under(id) }) : text.close_group));
    }
    actions.append(make("button", { type: "button", onclick: () => neighbourhood(id) }, focus === id ? text.whole : text.neighbourhood));
    detail.append(actions);
    if (node.unassigned) detail.append(make("p", { class: "flag" }, text.unassigned));
    if (node.facts.length) {
      const facts = make("dl");
      for (const [name, value] of node.facts) facts.append(make("dt", {}, name), make("dd", {}, value));
      detail.append(facts);
    }
    if (node.text) detail.append(make("details", {}, make("summary", {}, text.text), make("p", { class: "plan-text", lang: "zh-CN" }, node.text)));
    const groups = new Map();
    for (const edge of node.edges) {
      if (offEdges.has(edge.kind)) continue;
      const kind = edgeKinds.get(edge.kind);
      const title = edge.from === id ? kind.label : kind.reverse;
      if (!groups.has(title)) groups.set(title, { kind, list: [] });
      groups.get(title).list.push(edge);
    }
    if (!groups.size && !node.children.length) detail.append(make("p", { class: "quiet" }, text.no_links));
    for (const [title, group] of [...groups].sort((a, b) => a[1].kind.rank - b[1].kind.rank)) {
      detail.append(make("h3", {}, lineSample(group.kind), title, make("span", { class: "n" }, String(group.list.length))));
      const order = (edge) => page.order.indexOf(edge.from === id ? edge.to : edge.from);
      group.list.sort((a, b) => order(a) - order(b));
      detail.append(make("ul", {}, ...group.list.map((edge) => make("li", {}, otherEnd(edge, id)))));
    }
  }

  function otherEnd(edge, id) {
    const other = nodes.get(edge.from === id ? edge.to : edge.from);
    return make("button", { type: "button", onclick: () => choose({ edge: edge.id, line: lineOf(edge) }, { move: true }) },
      nodeMark(other), make("span", { class: "name" }, other.name), badges(edge));
  }

  function lineOf(edge) {
    const [from, to] = [standIn(edge.from), standIn(edge.to)];
    return from < to ? from + "\n" + to : to + "\n" + from;
  }

  function badges(edge) {
    const names = [];
    if (edge.basis === "inferred") names.push(text.inferred);
    if (edge.basis === "decision") names.push(text.decision);
    if (edge.basis === "dictionary") names.push(text.dictionary);
    if (edge.formal === false) names.push(text.prose);
    if (!names.length) return null;
    return make("span", { class: "badges" }, ...names.map((name) => make("span", { class: "badge" }, name)));
  }

  function edgeDetail(detail, list) {
    if (list.length > 1) detail.append(make("h2", { tabIndex: -1 }, say(text.between, { n: list.length })));
    for (const edge of list) {
      const kind = edgeKinds.get(edge.kind);
      detail.append(make(list.length > 1 ? "h3" : "h2", { class: "edge", tabIndex: -1 },
        endButton(edge.from), make("span", { class: "role" }, lineSample(kind), kind.label), endButton(edge.to), badges(edge)));
      if (edge.quote) {
        detail.append(make("h4", {}, text.words), make("blockquote", { lang: "zh-CN" },
          ...edge.quote.map(([words, isMarked]) => (isMarked ? make("mark", {}, words) : words))));
      } else detail.append(make("p", { class: "quiet" }, text.no_words));
      for (const note of edge.notes) detail.append(make("p", { class: "remark" }, note));
      if (edge.governing) {
        detail.append(make("h4", {}, text.governing), ...edge.governing.map((words) => make("blockquote", { lang: "zh-CN" }, words)));
      }
      const facts = make("dl");
      for (const key of ["party", "section", "source", "rule"]) {
        if (edge[key]) facts.append(make("dt", {}, text[key]), make("dd", {}, edge[key]));
      }
      if (facts.firstChild) detail.append(facts);
    }
  }

  function endButton(id) {
    const node = nodes.get(id);
    return make("button", { type: "button", class: "end", onclick: () => choose({ node: id }, { move: true }) }, nodeMark(node), node.name);
  }

  // ---- saving what is shown

  function strokes() {
    const all = [];
    for (const line of strongestLast()) {
      if (!shown.has(line.from) || !shown.has(line.to)) continue;
      const [a, b] = [nodes.get(line.from), nodes.get(line.to)];
      const bend = line.bent ? `Q${Math.min(a.x, b.x) - Math.abs(a.y - b.y) * 0.3} ${(a.y + b.y) / 2} ` : "L";
      all.push({
        d: `M${a.x} ${a.y}${bend}${b.x} ${b.y}`, stroke: line.look.colour, width: widthOf(line), dashes: line.look.dashes,
        alpha: lineInk(line),
      });
    }
    for (const id of shown) {
      const node = nodes.get(id);
      const alpha = !lit || lit.nodes.has(id) ? 1 : DIM.node;
      all.push({ d: drawing.mark(node.shape, node.x, node.y, node.size), fill: node.colour, stroke: sheet.background, width: 1, alpha });
      all.push(...labelOf(id).texts.map((stroke) => Object.assign(stroke, { alpha: alpha === 1 ? 1 : DIM.label })));
    }
    return all;
  }

  // The picture with its title above and a legend of the kinds that are in it below.
  function sheetToSave() {
    const area = bounds([...shown]);
    const all = strokes();
    const left = area.x;
    all.push({ text: page.title, x: left, y: area.y - 30, anchor: "start", size: 18, bold: true, fill: sheet.ink });
    let x = left;
    let y = area.y + area.height + 30;
    let right = Math.max(area.x + area.width, left + measure({ text: page.title, size: 18, bold: true }));
    const entry = (label, wide, stroke) => {
      const name = { text: label, anchor: "start", size: sheet.font_size, fill: sheet.muted };
      const width = wide + 6 + measure(name) + 20;
      if (x > left && x + width > right) {
        x = left;
        y += 22;
      }
      all.push(stroke(x, y), Object.assign(name, { x: x + wide + 6, y }));
      x += width;
    };
    const used = new Set([...shown].map((id) => nodes.get(id).kind));
    for (const kind of nodeKinds.values()) {
      if (used.has(kind.kind)) entry(kind.label, 12, (at, top) => ({ d: drawing.mark(kind.shape, at + 6, top, 5.5), fill: kind.colour }));
    }
    const drawn = new Set([...lines.values()].map((line) => line.look.kind));
    for (const kind of edgeKinds.values()) {
      if (drawn.has(kind.kind)) {
        entry(kind.label, 32, (at, top) => ({ d: `M${at} ${top}L${at + 32} ${top}`, stroke: kind.colour, width: kind.width, dashes: kind.dashes }));
      }
    }
    right = Math.max(right, x);
    const frame = { x: left - 24, y: area.y - 56, width: right - left + 48, height: y - area.y + 56 + 30 };
    return { all, frame };
  }

  function save(blob, extension) {
    const name = page.title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, " ").trim().slice(0, 80) || "respgraph";
    const link = make("a", { href: URL.createObjectURL(blob), download: `${name}.${extension}` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // ---- begin

  byId("save-svg").addEventListener("click", () => {
    const { all, frame } = sheetToSave();
    save(new Blob([drawing.svgText(all, frame, sheet, page.title)], { type: "image/svg+xml" }), "svg");
  });
  byId("save-png").addEventListener("click", () => {
    const { all, frame } = sheetToSave();
    drawing.raster(all, frame, sheet, 2).toBlob((blob) => save(blob, "png"), "image/png");
  });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => view([...shown]));
  byId("whole").addEventListener("click", everything);
  byId("words").addEventListener("input", (event) => search(event.target.value));
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    firstFound();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (focus) everything();
    else if (chosen) back();
  });

  showLegend();
  start();
  refresh();
  view([...shown]);
  if (page.center) choose({ node: page.center }, { calm: true });
  window.addEventListener("resize", () => view(focus && litNow() ? [...litNow().nodes] : [...shown]));

  // For tests and for the pages that embed a picture.
  window.respgraphPicture = { network, nodes, isShown: (id) => shown.has(id), lines: () => [...lines.values()], isLit: (id) => !lit || lit.nodes.has(id) };
})();
