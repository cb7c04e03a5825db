// The scene as it came from Python and what the reader has chosen: filters, folds, search. No page, no canvas.
(function () {
  "use strict";

  const page = JSON.parse(document.getElementById("picture-data").textContent);
  const drawing = window.respgraph.drawing;

  // A served page says ids by what they begin with (viz/pictures/served_data.py); a file says them whole.
  const endOf = (node) => (node.end ? node.name.slice(-node.end) : "");
  const ids = page.nodes.map((node) => (node.stem === undefined ? node.id : page.stems[node.stem] + node.id + endOf(node)));
  const nodes = new Map();
  page.nodes.forEach((given, place) => {
    given.id = ids[place];
    const look = page.looks[given.look || given.kind];
    const node = Object.assign({ x: 0, y: 0, size: 5, facts: [], text: "", label: given.name, edges: [], children: [] }, look, given);
    node.bold = look.bold || place === page.center || given.kind === "Group";
    node.parent = given.parent === undefined ? "" : ids[given.parent];
    node.plan = given.plan === undefined ? "" : page.plans[given.plan][0];
    node.facts = node.facts.map(([name, value]) => [page.facts[name], value]);
    node.lines = typeof node.label === "string" ? node.label.split("\n") : cut(node.name, node.label);
    nodes.set(node.id, node);
  });
  const edges = new Map();
  page.edges.forEach((row, place) => {
    const given = Array.isArray(row) ? named(row) : row;
    const said = page.said[given.said];
    const look = given.formal === false ? "PROSE" : given.kind; // what filters and draws it
    const edge = Object.assign({}, said, given, { id: place, from: ids[given.from], to: ids[given.to], look });
    if (edge.key === undefined && edge.tail !== undefined) edge.key = [given.kind, edge.from, edge.to, edge.tail].join("|");
    edge.source = said.plan === undefined ? "" : [...new Set(page.plans[said.plan])].join(page.text.colon);
    edges.set(edge.id, edge);
    nodes.get(edge.from).edges.push(edge);
    if (edge.to !== edge.from) nodes.get(edge.to).edges.push(edge);
  });
  for (const id of ids) {
    const parent = nodes.get(id).parent;
    if (parent) nodes.get(parent).children.push(id);
  }

  function named([sort, from, to, said, tail, key]) {
    const [kind, formal] = page.sorts[sort];
    return { kind, formal, from, to, said, tail: tail === null ? undefined : tail, key };
  }

  // The lines of a label by where they end in the name; a negative end stands before an ellipsis.
  function cut(name, ends) {
    let done = 0;
    return ends.map((end) => {
      const words = name.slice(done, Math.abs(end)).trim();
      done = Math.abs(end);
      return end < 0 ? words + "…" : words;
    });
  }

  const mostTalk = Math.max(1, ...(page.pairs || []).map((pair) => pair[2].length));

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
    pinned: new Set(), // nodes that stay lit while one looks at others
    least: 1, // of who must talk to whom, only pairs with so many measures
    lit: null, // what stands out, or null when nothing is faded: see brush.js
    gather, standIn, under, open, fold, reveal, lineOf, linesAt, matches, dutiesOf, say, label,
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
  const labels = new Map();

  function linesAt(id) {
    return around.get(id) || [];
  }

  function gather() {
    labels.clear();
    const present = new Set();
    for (const node of nodes.values()) {
      if (node.column !== "behind" && standIn(node.id) === node.id && !scene.offNodes.has(node.kind)) present.add(node.id);
    }
    scene.lines = page.pairs ? talks() : joins(present);
    around = new Map();
    for (const line of scene.lines.values()) {
      for (const end of [line.from, line.to]) {
        if (!around.has(end)) around.set(end, []);
        around.get(end).push(line);
      }
    }
    scene.shown = new Set([...present].filter(saysSomething));
  }

  // Pairs of departments that must talk, with the edges of both to the measures that make them.
  function talks() {
    const lines = new Map();
    for (const [one, other, works] of page.pairs) {
      if (works.length < scene.least) continue;
      const [from, to] = [ids[one], ids[other]];
      const behind = new Set(works.map((place) => ids[place]));
      const edges = [from, to].flatMap((id) => nodes.get(id).edges.filter((edge) => behind.has(edge.to)));
      const width = 0.6 + (page.talk.widest - 0.6) * (works.length / mostTalk) ** 1.3;
      lines.set(from + "\n" + to, { id: from + "\n" + to, from, to, edges, works: [...behind], look: Object.assign({}, page.talk, { width }) });
    }
    return lines;
  }

  function joins(present) {
    const lines = new Map();
    for (const edge of edges.values()) {
      if (scene.offEdges.has(edge.look)) continue;
      if (scene.offNodes.has(nodes.get(edge.from).kind) || scene.offNodes.has(nodes.get(edge.to).kind)) continue;
      const [from, to] = [standIn(edge.from), standIn(edge.to)];
      if (from === to || !present.has(from) || !present.has(to)) continue;
      // What is folded into a row of the same column would only run through the labels.
      const isFolded = from !== edge.from || to !== edge.to;
      if (isFolded && nodes.get(from).column === nodes.get(to).column) continue;
      const id = lineOf(edge);
      if (!lines.has(id)) lines.set(id, { id, from, to, edges: [] });
      lines.get(id).edges.push(edge);
    }
    for (const line of lines.values()) {
      line.edges.sort((a, b) => scene.edgeKinds.get(a.look).rank - scene.edgeKinds.get(b.look).rank);
      line.look = scene.edgeKinds.get(line.edges[0].look);
    }
    return lines;
  }

  // A department or a target whose every link is filtered away is left out; the outline stays whole.
  function saysSomething(id) {
    const node = nodes.get(id);
    if (page.pairs) return true; // the ring stays whole
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

  // The strokes of a node's label and the room that they take; the same until rows move.
  function label(id) {
    if (!labels.has(id)) {
      const count = scene.closed.has(id) ? under(id) : 0;
      labels.set(id, drawing.label(Object.assign({}, nodes.get(id), { badge: count ? "＋" + count : "" }), scene.sheet));
    }
    return labels.get(id);
  }

  // ---- names

  const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

  const called = new Map(); // all names of a node in one spelling, worked out when somebody searches

  function namesOf(node) {
    if (!called.has(node.id)) called.set(node.id, [node.name, ...node.facts.flatMap((fact) => fact[1])].map(plain).join("\n"));
    return called.get(node.id);
  }

  function matches() {
    const wanted = plain(scene.query);
    const fits = (node) => namesOf(node).includes(wanted);
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
