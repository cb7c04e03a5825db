// The whole picture small in a corner, with the part that is on the screen; a click or a drag goes there. Shown where it does not fit.
(function () {
  "use strict";

  const { drawing, scene } = window.respgraph;
  const { nodes, sheet } = scene;

  window.respgraph.minimap = function minimap(network, moved) {
    const canvas = document.getElementById("minimap");
    const context = canvas.getContext("2d");
    const sharp = Math.min(window.devicePixelRatio || 1, 2);
    canvas.hidden = false;
    const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
    [canvas.width, canvas.height] = [wide * sharp, high * sharp];
    let area = null;
    let still = null; // the marks, painted once

    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      go(event);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.buttons) go(event);
    });
    canvas.addEventListener("pointerup", moved);

    function go(event) {
      const { scale, left, top } = fit();
      const frame = canvas.getBoundingClientRect();
      network.moveTo({ position: { x: (event.clientX - frame.left - left) / scale, y: (event.clientY - frame.top - top) / scale } });
    }

    function fit() {
      const scale = Math.min((wide - 8) / area.width, (high - 8) / area.height);
      return { scale, left: (wide - area.width * scale) / 2 - area.x * scale, top: (high - area.height * scale) / 2 - area.y * scale };
    }

    function gather() {
      area = scene.shown.size ? drawing.bounds([...scene.shown].map((id) => [nodes.get(id), scene.label(id).room])) : null;
      still = null;
    }

    function paintStill() {
      still = document.createElement("canvas");
      [still.width, still.height] = [canvas.width, canvas.height];
      const brush = still.getContext("2d");
      const { scale, left, top } = fit();
      brush.scale(sharp, sharp);
      for (const id of scene.shown) {
        const node = nodes.get(id);
        const { room } = scene.label(id);
        brush.fillStyle = "#d0d7de";
        brush.fillRect(left + room.x * scale, top + (room.y + 2) * scale, room.width * scale, Math.max((room.height - 4) * scale, 0.5));
        brush.fillStyle = node.colour;
        brush.fillRect(left + node.x * scale - 1, top + node.y * scale - 1, 2, 2);
      }
    }

    // `window`: what is on the screen.
    function draw(window) {
      const isWhole = !area || (window.x <= area.x && window.y <= area.y &&
        window.x + window.width >= area.x + area.width && window.y + window.height >= area.y + area.height);
      canvas.hidden = isWhole;
      if (isWhole) return;
      if (!still) paintStill();
      const { scale, left, top } = fit();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.drawImage(still, 0, 0);
      context.scale(sharp, sharp);
      context.strokeStyle = sheet.accent;
      context.lineWidth = 1.5;
      context.strokeRect(left + window.x * scale, top + window.y * scale, window.width * scale, window.height * scale);
    }

    return { gather, draw };
  };
})();
