// Saving what is shown: a sheet with the title above and a legend of the kinds in it below, as SVG or PNG.
(function () {
  "use strict";

  const { drawing, routes, scene } = window.respgraph;
  const { nodes, sheet, page } = scene;

  // What lies over all that does not stand out.
  function veil(room) {
    const d = `M${room.x} ${room.y}h${room.width}v${room.height}h${-room.width}Z`;
    return { d, fill: sheet.background, alpha: 0.8 };
  }

  function markOf(id) {
    const node = nodes.get(id);
    return { d: drawing.mark(node.shape, node.x, node.y, node.size), fill: node.colour, stroke: sheet.background, width: 1 };
  }

  // Around what is chosen, and what is pinned.
  function rings() {
    const around = (id, away, width) => {
      const node = nodes.get(id);
      return { d: drawing.mark("dot", node.x, node.y, node.size + away), stroke: sheet.accent, width };
    };
    const pinned = [...scene.pinned].filter((id) => scene.shown.has(id)).map((id) => around(id, 3, 3));
    const chosen = scene.chosen && scene.chosen.node;
    return scene.shown.has(chosen) ? [...pinned, around(chosen, 5, 2)] : pinned;
  }

  // All that the screen shows, in the same order, whole.
  function strokes(area) {
    const drawn = (ids) => [...ids.map(markOf), ...ids.flatMap((id) => scene.label(id).strokes)];
    const all = [...routes.strokes(), ...drawn([...scene.shown])];
    if (scene.lit) all.push(veil(area), ...routes.lit(), ...drawn([...scene.lit.nodes].filter((id) => scene.shown.has(id))));
    return [...all, ...rings()];
  }

  function sheetToSave() {
    const area = drawing.bounds([...scene.shown].map((id) => [nodes.get(id), scene.label(id).room]));
    const title = { text: page.title, x: area.x, y: area.y - 30, anchor: "start", size: 18, bold: true, fill: sheet.ink };
    const right = Math.max(area.x + area.width, area.x + drawing.measure(title, sheet));
    const legend = legendStrokes(area.x, area.y + area.height + 30, right);
    const frame = { x: area.x - 24, y: area.y - 56, width: right - area.x + 48, height: legend.bottom - area.y + 56 + 26 };
    return { all: [...strokes(area), title, ...legend.all], frame };
  }

  function legendStrokes(left, top, right) {
    const all = [];
    let [x, y] = [left, top];
    const entry = (label, wide, picture) => {
      const name = { text: label, anchor: "start", size: sheet.font_size, fill: sheet.muted };
      const width = wide + 6 + drawing.measure(name, sheet) + 20;
      if (x > left && x + width > right) [x, y] = [left, y + 22];
      all.push(picture(x, y), Object.assign(name, { x: x + wide + 6, y }));
      x += width;
    };
    const used = new Set([...scene.shown].map((id) => nodes.get(id).kind));
    for (const kind of scene.nodeKinds.values()) {
      if (!used.has(kind.kind)) continue;
      entry(kind.label, 12, (at, middle) => ({ d: drawing.mark(kind.shape, at + 6, middle, 5.5), fill: kind.colour }));
    }
    const drawn = new Set([...scene.lines.values()].map((line) => line.look.kind));
    for (const kind of scene.edgeKinds.values()) {
      if (!drawn.has(kind.kind)) continue;
      entry(kind.label, 32, (at, middle) => ({
        d: `M${at} ${middle}L${at + 32} ${middle}`, stroke: kind.colour, width: kind.width, dashes: kind.dashes,
      }));
    }
    return { all, bottom: y };
  }

  function save(blob, extension) {
    const name = page.title.replace(/[\\/:*?"<>|\u0000-\u001f]/g, " ").trim().slice(0, 80) || "respgraph";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${name}.${extension}`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  window.respgraph.saving = {
    veil, markOf, rings,
    svg() {
      const { all, frame } = sheetToSave();
      save(new Blob([drawing.svgText(all, frame, sheet, page.title)], { type: "image/svg+xml" }), "svg");
    },
    png() {
      const { all, frame } = sheetToSave();
      drawing.raster(all, frame, sheet, 2).toBlob((blob) => save(blob, "png"), "image/png");
    },
  };
})();
