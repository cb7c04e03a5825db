// The ways that lines take: from departments bundled by role to the middle of a chapter, and from there to its measures.
(function () {
  "use strict";

  const { drawing, scene } = window.respgraph;
  const { nodes } = scene;
  const HUB = 0.3; // where a bundle opens, as a share of the way from the outline to the departments
  const STEPS = 12; // straight pieces that a curve is taken as when one points at it

  let hubs = new Map(); // a goal → where the lines to its measures run together
  let strands = []; // what is drawn and pointed at: {lines, pieces, look, width, alpha}
  let painted = []; // strands of one look as one stroke

  function gather() {
    hubs = new Map();
    for (const line of scene.lines.values()) {
      const work = workOf(line);
      const goal = work && chapterOf(work);
      if (goal) hubs.set(goal, (hubs.get(goal) || new Set()).add(work));
    }
    for (const [goal, works] of hubs) {
      const places = [...works].map((id) => nodes.get(id));
      const y = places.reduce((sum, node) => sum + node.y, 0) / places.length;
      if (works.size < 2) hubs.delete(goal); // nothing to bundle
      else hubs.set(goal, { x: Math.min(...places.map((node) => node.x)), y });
    }
    const bundles = new Map();
    for (const line of scene.lines.values()) {
      const pieces = piecesOf(line);
      pieces.forEach((piece, place) => {
        const key = pieces.length === 1 ? line.id : [place ? workOf(line) : partyOf(line), chapterOf(workOf(line)), place, line.look.kind].join("\n");
        if (!bundles.has(key)) bundles.set(key, { lines: [], pieces: [piece], look: line.look, isLeg: place > 0 });
        bundles.get(key).lines.push(line);
      });
    }
    strands = [...bundles.values()].sort((a, b) => b.look.rank - a.look.rank || a.look.width - b.look.width);
    for (const strand of strands) {
      strand.width = widthOf(strand.look, strand.isLeg ? 1 : strand.lines.reduce((sum, line) => sum + line.edges.filter((edge) => edge.look === line.look.kind).length, 0));
      strand.alpha = inkOf(strand.look);
      strand.frame = frameOf(strand.pieces);
      strand.d = drawing.curve(strand.pieces);
    }
    painted = merged(strands);
  }

  // A bundle is the wider the more it holds, but never so wide that a weaker role looks like a stronger one.
  function widthOf(look, count) {
    return scene.page.pairs ? look.width : look.width * Math.min(0.55 + 0.45 * Math.sqrt(Math.max(count, 1)), 2.4);
  }

  function inkOf(look) {
    if (scene.page.pairs) return 0.35 + 0.5 * Math.min(look.width / look.widest, 1);
    return look.kind === "LEADS" ? 0.85 : 0.5;
  }

  // One stroke for all that look alike, which paints many times as fast; widths in quarters of a unit.
  function merged(all) {
    const alike = new Map();
    for (const { d, look, width, alpha } of all) {
      const key = [look.kind, Math.round(width * 4), alpha.toFixed(2)].join();
      if (!alike.has(key)) alike.set(key, { d: "", stroke: look.colour, width, dashes: look.dashes, alpha });
      alike.get(key).d += d;
    }
    return [...alike.values()];
  }

  // ---- where a line runs

  function partyOf(line) {
    return nodes.get(line.from).column === "parties" ? line.from : line.to;
  }

  // The end of a line between the columns of departments and measures that is no department.
  function workOf(line) {
    const [from, to] = [nodes.get(line.from), nodes.get(line.to)];
    if ((from.column === "parties") === (to.column === "parties")) return null;
    return from.column === "parties" ? to.id : from.id;
  }

  function chapterOf(work) {
    const parent = nodes.get(work).parent;
    return parent && nodes.get(parent).kind === "Goal" ? parent : null;
  }

  function piecesOf(line) {
    const [a, b] = [nodes.get(line.from), nodes.get(line.to)];
    if (scene.page.pairs) return [across(a, b)];
    const work = workOf(line);
    if (!work) return [a.column === "parties" ? bow(a, b) : a.column === b.column ? elbow(a, b) : wave([a.x, a.y], [b.x, b.y])];
    const [party, target] = [nodes.get(partyOf(line)), nodes.get(work)];
    const hub = hubOf(work, party);
    const [start, end] = [[party.x, party.y], [target.x, target.y]];
    return hub ? [wave(start, hub), wave(hub, end)] : [wave(start, end)];
  }

  function hubOf(work, party) {
    const hub = hubs.get(chapterOf(work));
    return hub ? [hub.x - (hub.x - party.x) * HUB, hub.y] : null;
  }

  // From one column to the next, level at both ends.
  function wave(a, b) {
    const middle = (a[0] + b[0]) / 2;
    return [a, [middle, a[1]], [middle, b[1]], b];
  }

  // Within the column of departments: to the right, where no labels are.
  function bow(a, b) {
    const x = Math.max(a.x, b.x) + Math.min(20 + Math.abs(a.y - b.y) * 0.2, 120);
    return [[a.x, a.y], [x, a.y], [x, b.y], [b.x, b.y]];
  }

  // Within the outline: down from the one and across to the other, left of all that stands between.
  function elbow(a, b) {
    const x = Math.min(a.x, b.x) - (a.x === b.x ? 30 : 0);
    return [[a.x, a.y], [x, a.y], [x, b.y], [b.x, b.y]];
  }

  // Inside the ring of departments: from side to side through its middle, on one side as an arc, the deeper the farther apart.
  function across(a, b) {
    const deep = Math.min(24 + Math.abs(a.y - b.y) * 0.5, Math.abs(a.x) + Math.abs(b.x));
    const inwards = (node) => (a.side === b.side ? [node.x - Math.sign(node.x) * deep, node.y] : [node.x * 0.25, node.y * 0.75]);
    return [[a.x, a.y], inwards(a), inwards(b), [b.x, b.y]];
  }

  // ---- what is lit, and what one points at

  function lit() {
    if (!scene.lit.strokes) scene.lit.strokes = litNow();
    return scene.lit.strokes;
  }

  function litNow() {
    const strokes = [];
    const add = (ids, alpha) => {
      for (const line of [...ids].map((id) => scene.lines.get(id)).filter(Boolean).sort((a, b) => b.look.rank - a.look.rank)) {
        const { colour, width, dashes } = line.look;
        strokes.push({ d: drawing.curve(piecesOf(line)), stroke: colour, width, dashes, alpha });
      }
    };
    add([...scene.lit.partners].filter((id) => !scene.lit.lines.has(id)), 0.3);
    add(scene.lit.lines, 1);
    return strokes;
  }

  // The line at a point of the picture within `reach`, or the lines of a bundle: {line} or {lines}; of those that are lit, where any are.
  function at(point, reach) {
    let [nearest, found] = [reach * reach, null];
    for (const strand of strands) {
      const lines = scene.lit ? strand.lines.filter((line) => scene.lit.lines.has(line.id)) : strand.lines;
      if (!lines.length || !isInside(point, strand.frame, reach)) continue;
      const distance = squared(point, pointsOf(strand));
      if (distance < nearest) [nearest, found] = [distance, lines];
    }
    if (!found) return null;
    return found.length === 1 ? { line: found[0].id } : { lines: found.map((line) => line.id) };
  }

  function isInside(point, [left, top, right, bottom], reach) {
    return point.x > left - reach && point.x < right + reach && point.y > top - reach && point.y < bottom + reach;
  }

  // A curve stays among the points that bend it.
  function frameOf(pieces) {
    const [xs, ys] = [0, 1].map((axis) => pieces.flatMap((piece) => piece.map((point) => point[axis])));
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  function pointsOf(strand) {
    if (!strand.points) strand.points = Array.from({ length: STEPS + 1 }, (_, i) => drawing.along(strand.pieces, i / STEPS));
    return strand.points;
  }

  function squared(point, points) {
    let best = Infinity;
    for (let i = 1; i < points.length; i += 1) {
      const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
      const share = Math.max(0, Math.min(1, ((point.x - ax) * (bx - ax) + (point.y - ay) * (by - ay)) / length));
      best = Math.min(best, (point.x - ax - share * (bx - ax)) ** 2 + (point.y - ay - share * (by - ay)) ** 2);
    }
    return best;
  }

  window.respgraph.routes = {
    gather, lit, at,
    strokes: () => painted,
    // A point of a line, for tests and for what points at it.
    pointOn: (id, share) => drawing.along(piecesOf(scene.lines.get(id)), share),
  };
})();
