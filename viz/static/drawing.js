// How things look, once: marks, lines and labels as a list of strokes that a canvas paints and an SVG file holds.
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  // The outline of a node's mark as path data; shapes and proportions are those of vis-network.
  function mark(shape, x, y, size) {
    const polygon = (points) =>
      "M" + points.map((point) => round(point[0]) + " " + round(point[1])).join("L") + "Z";
    const around = (count, radius, turn) =>
      Array.from({ length: count }, (_, i) => {
        const angle = turn + (2 * Math.PI * i) / count;
        const reach = typeof radius === "function" ? radius(i) : radius;
        return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
      });
    switch (shape) {
      case "square":
        return polygon([[x - size, y - size], [x + size, y - size], [x + size, y + size], [x - size, y + size]]);
      case "diamond":
        return polygon([[x, y + size], [x + size, y], [x, y - size], [x - size, y]]);
      case "triangle":
        return polygon(around(3, size * 1.15, -Math.PI / 2).map((point) => [point[0], point[1] + 0.2 * size]));
      case "hexagon":
        return polygon(around(6, size, 0));
      case "star":
        return polygon(around(10, (i) => (i % 2 ? size * 0.5 : size * 1.2), -Math.PI / 2));
      default:
        return `M${round(x - size)} ${round(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`;
    }
  }

  function round(value) {
    return Math.round(value * 100) / 100;
  }

  // Path data of cubic curves, each [start, control, control, end] of points [x, y] and beginning where the last one ends.
  function curve(pieces) {
    const at = ([x, y]) => `${round(x)} ${round(y)}`;
    return `M${at(pieces[0][0])}` + pieces.map((piece) => "C" + piece.slice(1).map(at).join(" ")).join("");
  }

  // The point of a curve at a share of it, from 0 to 1.
  function along(pieces, share) {
    const place = Math.min(Math.floor(share * pieces.length), pieces.length - 1);
    const [t, [a, b, c, d]] = [share * pieces.length - place, pieces[place]];
    const weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    return [0, 1].map((axis) => [a, b, c, d].reduce((sum, point, i) => sum + weights[i] * point[axis], 0));
  }

  const ruler = document.createElement("canvas").getContext("2d");
  const measured = new Map();

  // Width of a text stroke as the canvas draws it.
  function measure(stroke, sheet) {
    const key = font(stroke, sheet) + stroke.text;
    if (!measured.has(key)) {
      ruler.font = font(stroke, sheet);
      measured.set(key, ruler.measureText(stroke.text).width);
    }
    return measured.get(key);
  }

  // The frame around nodes and the rooms of their labels: pairs [node, room].
  function bounds(pairs) {
    const left = Math.min(...pairs.map(([node, room]) => Math.min(node.x - node.size, room.x)));
    const right = Math.max(...pairs.map(([node, room]) => Math.max(node.x + node.size, room.x + room.width)));
    const top = Math.min(...pairs.map(([node, room]) => Math.min(node.y - node.size, room.y)));
    const bottom = Math.max(...pairs.map(([node, room]) => Math.max(node.y + node.size, room.y + room.height)));
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  function rectangle(room, margin) {
    const [left, right] = [round(room.x - margin), round(room.x + room.width + margin)];
    const [top, bottom] = [round(room.y), round(room.y + room.height)];
    return `M${left} ${top}H${right}V${bottom}H${left}Z`;
  }

  // The lines of a node's label as strokes, on paper that hides the lines behind; `room` is where they stand: {x, y, width, height}.
  function label(node, sheet) {
    const size = sheet.font_size;
    const step = size * 1.23;
    const away = node.size + 8;
    const texts = node.lines.map((text, i) => ({
      text,
      x: node.side === "left" ? node.x - away : node.x + away,
      y: node.y + (i - (node.lines.length - 1) / 2) * step,
      anchor: node.side === "left" ? "end" : "start",
      size,
      bold: node.bold,
      fill: sheet.ink,
    }));
    const widths = texts.map((stroke) => measure(stroke, sheet));
    let width = Math.max(0, ...widths);
    if (node.badge) {
      const last = texts[texts.length - 1];
      const badge = { text: node.badge, y: last.y, anchor: last.anchor, size: size - 1, bold: true, fill: sheet.accent };
      badge.x = node.side === "left" ? last.x - widths[widths.length - 1] - 5 : last.x + widths[widths.length - 1] + 5;
      texts.push(badge);
      width = Math.max(width, widths[widths.length - 1] + 5 + measure(badge, sheet));
    }
    const height = step * node.lines.length;
    const room = { x: node.side === "left" ? node.x - away - width : node.x + away, y: node.y - height / 2, width, height };
    return { strokes: [{ d: rectangle(room, 2), fill: sheet.background }, ...texts], room };
  }

  function font(stroke, sheet) {
    return `${stroke.bold ? "600 " : ""}${stroke.size}px ${sheet.font_family}`;
  }

  function paint(context, strokes, sheet) {
    for (const stroke of strokes) {
      context.globalAlpha = stroke.alpha === undefined ? 1 : stroke.alpha;
      if (stroke.d !== undefined) {
        const path = stroke.path || (stroke.path = new Path2D(stroke.d)); // kept: a picture is painted many times
        if (stroke.fill) {
          context.fillStyle = stroke.fill;
          context.fill(path);
        }
        if (stroke.stroke) {
          context.strokeStyle = stroke.stroke;
          context.lineWidth = stroke.width;
          context.setLineDash(stroke.dashes || []);
          context.stroke(path);
        }
      } else {
        context.font = font(stroke, sheet);
        context.textAlign = stroke.anchor;
        context.textBaseline = "middle";
        context.fillStyle = stroke.fill;
        context.fillText(stroke.text, stroke.x, stroke.y);
      }
    }
    context.globalAlpha = 1;
  }

  // A standalone SVG file; everything is set by attributes and text nodes, so no name can become markup.
  function svgText(strokes, box, sheet, title) {
    const root = document.implementation.createDocument(SVG, "svg", null).documentElement;
    const add = (name, attributes, text) => {
      const element = root.ownerDocument.createElementNS(SVG, name);
      for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
      if (text !== undefined) element.textContent = printable(text);
      root.appendChild(element);
    };
    root.setAttribute("viewBox", [box.x, box.y, box.width, box.height].map(round).join(" "));
    root.setAttribute("width", round(box.width));
    root.setAttribute("height", round(box.height));
    root.setAttribute("font-family", sheet.font_family);
    add("title", {}, title);
    add("rect", { x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height), fill: sheet.background });
    for (const stroke of strokes) {
      const shown = stroke.alpha === undefined || stroke.alpha === 1 ? {} : { opacity: stroke.alpha };
      if (stroke.d !== undefined) {
        const look = { d: stroke.d, fill: stroke.fill || "none" };
        if (stroke.stroke) Object.assign(look, { stroke: stroke.stroke, "stroke-width": stroke.width });
        if (stroke.dashes && stroke.dashes.length) look["stroke-dasharray"] = stroke.dashes.join(" ");
        add("path", Object.assign(look, shown));
      } else {
        const look = {
          x: round(stroke.x), y: round(stroke.y), "text-anchor": stroke.anchor, "dominant-baseline": "central",
          "font-size": stroke.size, fill: stroke.fill,
        };
        if (stroke.bold) look["font-weight"] = 600;
        add("text", Object.assign(look, shown), stroke.text);
      }
    }
    return new XMLSerializer().serializeToString(root);
  }

  // Control characters can't stand in XML.
  function printable(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  }

  // A canvas with the strokes at `scale`, no side longer than browsers allow.
  function raster(strokes, box, sheet, scale) {
    const fitting = Math.min(scale, 12000 / box.width, 12000 / box.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(box.width * fitting);
    canvas.height = Math.ceil(box.height * fitting);
    const context = canvas.getContext("2d");
    context.fillStyle = sheet.background;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(fitting, fitting);
    context.translate(-box.x, -box.y);
    paint(context, strokes, sheet);
    return canvas;
  }

  // A small sample for the legend.
  function sample(width, height, strokes) {
    const root = document.createElementNS(SVG, "svg");
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    root.setAttribute("width", width);
    root.setAttribute("height", height);
    root.setAttribute("aria-hidden", "true");
    for (const stroke of strokes) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", stroke.d);
      path.setAttribute("fill", stroke.fill || "none");
      if (stroke.stroke) path.setAttribute("stroke", stroke.stroke);
      if (stroke.width) path.setAttribute("stroke-width", stroke.width);
      if (stroke.dashes && stroke.dashes.length) path.setAttribute("stroke-dasharray", stroke.dashes.join(" "));
      root.appendChild(path);
    }
    return root;
  }

  window.respgraph = { drawing: { mark, curve, along, label, measure, bounds, paint, svgText, raster, sample } };
})();
