// The words behind lines, and a node's own: in a file all of them are there, a served page asks for them when they are wanted.
(function () {
  "use strict";

  const { scene } = window.respgraph;
  const AT_ONCE = 12; // ids are long, and an address may only be so long

  async function ask(name, ids, take) {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const address = new URL(window.location.pathname.replace(/\/?$/, "/words"), window.location.href);
      for (const id of ids.slice(at, at + AT_ONCE)) address.searchParams.append(name, id);
      address.searchParams.set("lang", document.documentElement.lang.slice(0, 2));
      const answer = await fetch(address, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      for (const [id, words] of Object.entries(await answer.json())) take(id, words);
    }
  }

  window.respgraph.words = {
    // Call `then` when the sentences of the edges are there; at once where they are.
    ofEdges(edges, then, failed) {
      const missing = scene.page.served ? edges.filter((edge) => !edge.told) : [];
      if (!missing.length) return then();
      const byKey = new Map(missing.map((edge) => [edge.key, edge]));
      return ask("edge", [...byKey.keys()], (key, words) => Object.assign(byKey.get(key), words, { told: true })).then(then, failed);
    },

    // Call `then` when a node's own words are there.
    ofNode(node, then, failed) {
      if (!(node.more || node.short) || node.text !== "") return then();
      return ask("node", [node.id], (id, words) => Object.assign(node, words)).then(then, failed);
    },
  };
})();
