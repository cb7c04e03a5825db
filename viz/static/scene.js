// The scene as it came from Python and what the reader has chosen: filters, folds, search, what is lit. No page, no canvas.
(function () {
  "use strict";

  const page = JSON.parse(document.getElementById("picture-data").textContent);
  const drawing = window.respgraph.drawing;
  const DIM = { node: 0.3, line: 0.1, label: 0.45 };

  const ids = page.nodes.map((node) => node.id);
  const nodes = new Map();
  page.nodes.forEach((given, place) => {
    const look = page.looks[given.look || given.kind];
    const node = Object.assign({ facts: [], text: "", label: given.name, edges: [], children: [] }, look, given);
    node.bold = look.bold || place === page.center || given.kind === "Group";
    node.parent = given.parent === undefined ? "" : ids[given.parent];
    node.plan = given.plan === undefined ? "" : page.plans[given.plan][0];
    node.facts = node.facts.map(([name, value]) => [page.facts[name], value]);
    node.lines = node.label.split("\n");
    nodes.set(node.id, node);
  });
  const edges = new Map();
  page.edges.forEach((given, place) => {
    const said = page.said[given.said];
    const look = given.formal === false ? "PROSE" : given.kind; // what filters and draws it
    const edge = Object.assign({}, said, given, { id: place, from: ids[given.from], to: ids[given.to], look });
    if (edge.tail !== undefined) edge.key = [given.kind, edge.from, edge.to, edge.tail].join("|");
    edge.source = said.plan === undefined ? "" : [...new Set(page.plans[said.plan])].join(page.text.colon);
    edges.set(edge.id, edge);
    nodes.get(edge.from).edges.push(edge);
    if (edge.to !== edge.from) nodes.get(edge.to).edges.push(edge);
  });
  for (const id of ids) {
    const parent = nodes.get(id).parent;
    if (parent) nodes.get(parent).children.push(id);
  }

  const scene = {
    page, nodes, edges, text: page.text, sheet: page.sheet,
    edgeKinds: new Map(page.kinds.edges.map((kind, rank) => [kind.kind, Object.assign({ rank }, kind)])),
    nodeKinds: new Map(page.kinds.nodes.map((kind) => [kind.kind, Object.assign({}, page.looks[kind.kind], kind)])),
    order: ids, // as an outline reads
    rank: new Map(ids.map((id, rank) => [id, rank])),
    center: page.center === null ? null : ids[page.center],

    severalPlans: new Set([...nodes.values()].map((node) => node.plan).filter(Boolean)).size > 1,

    closed: new Set(page.closed.map((place) => ids[place])),
    offNodes: new Set(),
    offEdges: new Set(page.kinds.edges.filter((kind) => !kind.shown).map((kind) => kind.kind)),
    focus: null, // a node whose neighbourhood alone is lit
    chosen: null, // {node}, {line} or {edge, line, from: node}
    calm: false, // something is chosen, but nothing is dimmed for it
    hovered: null, // {node} or {line}
    query: "",

    shown: new Set(), // nodes outside folds and filters
    lines: new Map(), // one line for all edges that join the same two
    lit: null, // {nodes, lines} that stand out, or null when nothing is dimmed
    gather, light, standIn, under, open, fold, reveal, lineOf, matches, dutiesOf, say,
    label, widthOf, nodeInk, labelInk, lineInk, strongestLast,
  };

  // ---- what is shown

  function standIn(id) {
    let result = id;
    for (let node = nodes.get(id); node.parent; node = nodes.get(node.parent)) {
      if (scene.closed.has(node.parent)) result = node.parent;
    }
    return result;
  }

  function lineOf(edge) {
    const [from, to] = [standIn(edge.from), standIn(edge.to)];
    return from < to ? from + "\n" + to : to + "\n" + from;
  }

  let around = new Map();

  function gather() {
    const present = new Set();
    for (const node of nodes.values()) {
      if (standIn(node.id) === node.id && !scene.offNodes.has(node.kind)) present.add(node.id);
    }
    scene.lines = new Map();
    for (const edge of edges.values()) {
      if (scene.offEdges.has(edge.look)) continue;
      if (scene.offNodes.has(nodes.get(edge.from).kind) || scene.offNodes.has(nodes.get(edge.to).kind)) continue;
      const [from, to] = [standIn(edge.from), standIn(edge.to)];
      if (from === to || !present.has(from) || !present.has(to)) continue;
      // What is folded into a row of the same column would only run through the labels.
      const isFolded = from !== edge.from || to !== edge.to;
      if (isFolded && nodes.get(from).column === nodes.get(to).column) continue;
      const id = lineOf(edge);
      if (!scene.lines.has(id)) scene.lines.set(id, { id, from, to, edges: [] });
      scene.lines.get(id).edges.push(edge);
    }
    around = new Map();
    for (const line of scene.lines.values()) {
      line.edges.sort((a, b) => scene.edgeKinds.get(a.look).rank - scene.edgeKinds.get(b.look).rank);
      line.look = scene.edgeKinds.get(line.edges[0].look);
      line.bent = nodes.get(line.from).column === "parties" && nodes.get(line.to).column === "parties";
      for (const end of [line.from, line.to]) {
        if (!around.has(end)) around.set(end, []);
        around.get(end).push(line);
      }
    }
    scene.shown = new Set([...present].filter(saysSomething));
  }

  // A department or a target whose every link is filtered away is left out; the outline stays whole.
  function saysSomething(id) {
    const node = nodes.get(id);
    return around.has(id) || !node.edges.length || node.children.length > 0 || id === scene.center || node.column === "outline";
  }

  // How many nodes opening brings to light, all the way down.
  function under(id) {
    return nodes.get(id).children.reduce(
      (sum, child) => sum + (scene.offNodes.has(nodes.get(child).kind) ? 0 : 1) + under(child), 0);
  }

  // ---- folding: what stands below moves by what is opened, nothing else moves

  function open(id) {
    scene.closed.delete(id);
    let y = nodes.get(id).y + height(id) / 2;
    const rows = inside(id);
    shift(id, rows, 1);
    for (const row of rows) {
      nodes.get(row).y = y + height(row) / 2;
      y += height(row);
    }
    settle();
  }

  function fold(id) {
    shift(id, inside(id), -1);
    scene.closed.add(id);
    settle();
  }

  function shift(id, rows, direction) {
    const parent = nodes.get(id);
    const room = rows.reduce((sum, row) => sum + height(row), 0) * direction;
    const own = new Set(rows);
    for (const node of nodes.values()) {
      if (node.column === parent.column && node.y > parent.y && !own.has(node.id)) node.y += room;
    }
  }

  // Descendants in the same column that show once `id` is open, in order.
  function inside(id) {
    const all = (parent) => nodes.get(parent).children.reduce(
      (found, child) => found.concat(child, scene.closed.has(child) ? [] : all(child)), []);
    return all(id).filter((child) => nodes.get(child).column === nodes.get(id).column);
  }

  function height(id) {
    return scene.sheet.row + scene.sheet.line * (nodes.get(id).lines.length - 1);
  }

  // Folded rows wait at their stand-in; targets line up beside what they belong to.
  function settle() {
    for (const node of nodes.values()) {
      const stand = standIn(node.id);
      if (stand !== node.id) node.y = nodes.get(stand).y;
    }
    const wish = (node) => (node.parent ? nodes.get(node.parent).y : node.y);
    const targets = ids.map((id) => nodes.get(id))
      .filter((node) => node.column === "targets" && standIn(node.id) === node.id)
      .sort((a, b) => wish(a) - wish(b));
    let top = -Infinity;
    for (const node of targets) {
      top = Math.max(top, wish(node) - height(node.id) / 2);
      node.y = top + height(node.id) / 2;
      top += height(node.id);
    }
  }

  function reveal(id) {
    const folded = [];
    for (let node = nodes.get(id); node.parent; node = nodes.get(node.parent)) {
      if (scene.closed.has(node.parent)) folded.unshift(node.parent);
    }
    folded.forEach(open);
    return folded.length > 0;
  }

  // ---- what stands out

  function light() {
    scene.lit = litNow();
  }

  function litNow() {
    if (scene.hovered) return near(scene.hovered);
    if (scene.query) return { nodes: new Set(matches().map(standIn)), lines: new Set() };
    if (scene.focus) return near({ node: scene.focus });
    return scene.chosen && !scene.calm ? near(scene.chosen) : null;
  }

  function near(thing) {
    const seeds = thing.line ? [] : family(thing.node).filter((id) => scene.shown.has(id));
    const own = thing.line ? [scene.lines.get(thing.line)].filter(Boolean) : seeds.flatMap((id) => around.get(id) || []);
    if (!own.length && !seeds.length) return null;
    return {
      nodes: new Set([...seeds, ...own.map((line) => line.from), ...own.map((line) => line.to)]),
      lines: new Set(own.map((line) => line.id)),
    };
  }

  // A goal stands out with all that it holds.
  function family(id) {
    const node = nodes.get(id);
    return ["Goal", "Group"].includes(node.kind) ? [id, ...node.children.flatMap(family)] : [id];
  }

  function nodeInk(id) {
    return !scene.lit || scene.lit.nodes.has(id) ? 1 : DIM.node;
  }

  function labelInk(id) {
    return !scene.lit || scene.lit.nodes.has(id) ? 1 : DIM.label;
  }

  // Many lines are drawn fainter, so that where they run together can still be told from where they do not.
  function lineInk(line) {
    if (!scene.lit) return Math.max(0.3, Math.min(1, 300 / scene.lines.size));
    return scene.lit.lines.has(line.id) ? 1 : DIM.line;
  }

  // A line of several edges is a little wider, but never so wide that a weaker role looks like a stronger one.
  function widthOf(line) {
    const count = line.edges.filter((edge) => edge.look === line.look.kind).length;
    return line.look.width * (1 + Math.min(count - 1, 5) * 0.06);
  }

  // What is drawn last lies on top.
  function strongestLast() {
    return [...scene.lines.values()].sort((a, b) => b.look.rank - a.look.rank);
  }

  function label(id) {
    const count = scene.closed.has(id) ? under(id) : 0;
    const label = drawing.label(Object.assign({}, nodes.get(id), { badge: count ? "＋" + count : "" }), scene.sheet);
    for (const stroke of label.strokes) if (stroke.text !== undefined) stroke.alpha = labelInk(id);
    return label;
  }

  // ---- names

  const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

  function matches() {
    const wanted = plain(scene.query);
    const named = (node) => [node.name, ...node.facts.map((fact) => fact[1]).reduce((all, value) => all.concat(value), [])];
    const fits = (node) => named(node).some((name) => plain(name).includes(wanted));
    return ids.filter((id) => !scene.offNodes.has(nodes.get(id).kind) && fits(nodes.get(id)));
  }

  // Formal duties only: what running text says of a body is shown, not counted.
  function dutiesOf(id) {
    return nodes.get(id).edges.filter(
      (edge) => edge.look !== "PROSE" && scene.edgeKinds.get(edge.kind).role && !scene.offEdges.has(edge.look));
  }

  function say(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  }

  window.respgraph.scene = scene;
})();
