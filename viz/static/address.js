// A served picture's address holds the whole view: filters, folds, what is chosen, where one looks. Links to the pages.
(function () {
  "use strict";

  const { scene } = window.respgraph;
  const KEPT = "respgraph-kept"; // where an expanded node stood on the screen, for the page that comes
  const byDefault = {
    off: new Set([...scene.offNodes, ...scene.offEdges]),
    closed: new Set(scene.closed),
  };
  const path = (id) => id.split("/").map(encodeURIComponent).join("/");
  const base = window.location.pathname.replace(/\/graph\/?$/, ""); // under which path a proxy shows us; empty for none
  const PAGES = { Department: "departments", Measure: "measures", Goal: "goals", Plan: "plans", SubTarget: "targets" };

  window.respgraph.address = {
    // The page of a node, or nothing for what has none.
    ofNode(node) {
      return scene.page.served && PAGES[node.kind] ? `${base}/${PAGES[node.kind]}/${path(node.id)}` : "";
    },

    // The page with the words behind an edge.
    ofEdge(edge) {
      return scene.page.served && edge.key ? `${base}/evidence/` + path(edge.key) : "";
    },

    // Take over what the address says; the place that one looked at, if it says so.
    read() {
      if (!scene.page.served) return null;
      const query = new URLSearchParams(window.location.search);
      const known = new Set([...scene.nodeKinds.keys(), ...scene.edgeKinds.keys()]);
      for (const kind of (query.get("hide") || "").split(",").filter((kind) => known.has(kind))) offOf(kind).add(kind);
      for (const kind of (query.get("show") || "").split(",").filter((kind) => known.has(kind))) offOf(kind).delete(kind);
      for (const id of query.getAll("fold").filter((id) => scene.nodes.has(id) && scene.nodes.get(id).children.length)) {
        if (scene.closed.has(id)) scene.open(id);
        else scene.fold(id);
      }
      for (const id of query.getAll("pin").filter((id) => scene.nodes.has(id))) scene.pinned.add(id);
      if (scene.page.pairs && Number(query.get("least")) >= 1) scene.least = Math.floor(Number(query.get("least")));
      const at = query.get("at");
      const [x, y, scale] = (query.get("look") || "").split(",").map(Number);
      return {
        at: at && scene.nodes.has(at) ? at : null,
        look: scale > 0 && [x, y].every(Number.isFinite) ? { position: { x, y }, scale: Math.min(scale, 5) } : null,
      };
    },

    // Write the view into the address, in place; the server reads what it knows and passes over the rest.
    write(network, moved) {
      if (!scene.page.served) return;
      const address = new URL(window.location.href);
      const query = address.searchParams;
      const off = [...scene.offNodes, ...scene.offEdges];
      put(query, "hide", off.filter((kind) => !byDefault.off.has(kind)).join(","));
      put(query, "show", [...byDefault.off].filter((kind) => !off.includes(kind)).join(","));
      put(query, "at", scene.chosen && scene.chosen.node && !scene.calm ? scene.chosen.node : "");
      put(query, "least", scene.page.pairs && scene.least !== scene.page.least ? String(scene.least) : "");
      query.delete("pin");
      for (const id of scene.pinned) query.append("pin", id);
      query.delete("fold");
      for (const id of scene.order) {
        if (scene.closed.has(id) !== byDefault.closed.has(id)) query.append("fold", id);
      }
      if (moved) {
        const { x, y } = network.getViewPosition();
        put(query, "look", [Math.round(x), Math.round(y), network.getScale().toFixed(3)].join(","));
      }
      window.history.replaceState(null, "", address.href);
    },

    isExpanded(id) {
      return new URLSearchParams(window.location.search).getAll("expand").includes(id);
    },

    // Ask for the neighbours of a node besides, or no more; the node stays where it is on the screen.
    expand(id, network) {
      const address = new URL(window.location.href);
      const expanded = address.searchParams.getAll("expand");
      address.searchParams.delete("expand");
      const wanted = expanded.includes(id) ? expanded.filter((each) => each !== id) : expanded.concat(id);
      for (const each of wanted) address.searchParams.append("expand", each);
      address.searchParams.set("at", id);
      address.searchParams.delete("look");
      const { x, y } = network.canvasToDOM(scene.nodes.get(id));
      window.sessionStorage.setItem(KEPT, JSON.stringify({ id, x, y, scale: network.getScale() }));
      window.location.assign(address.href);
    },

    // Where the node that was just expanded stood, once.
    kept() {
      if (!scene.page.served) return null;
      const kept = JSON.parse(window.sessionStorage.getItem(KEPT) || "null");
      window.sessionStorage.removeItem(KEPT);
      return kept && scene.nodes.has(kept.id) ? kept : null;
    },
  };

  function offOf(kind) {
    return scene.nodeKinds.has(kind) ? scene.offNodes : scene.offEdges;
  }

  function put(query, name, value) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
})();
