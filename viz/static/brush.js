// What stands out: what one points at or has chosen, pinned, found. The rest lies under a veil, and nothing of it is drawn anew.
(function () {
  "use strict";

  const { scene } = window.respgraph;
  const { nodes } = scene;
  const FAINT = 0.3;

  // {nodes, lines: drawn in full, partners: lines drawn faintly, of those whom a department must talk to}
  function light() {
    scene.lit = litNow();
  }

  function litNow() {
    const pins = [...scene.pinned].filter((id) => scene.shown.has(id)).map((id) => near({ node: id }));
    if (scene.hovered) return together([...pins, near(scene.hovered)]);
    if (scene.query) return { nodes: new Set(scene.matches().map(scene.standIn)), lines: new Set(), partners: new Set() };
    const chosen = scene.focus ? near({ node: scene.focus }, { alone: true }) : scene.chosen && !scene.calm ? near(scene.chosen) : null;
    return together([...pins, chosen]);
  }

  function together(parts) {
    const lit = parts.filter(Boolean);
    const all = (name) => new Set(lit.flatMap((part) => [...part[name]]));
    return lit.length ? { nodes: all("nodes"), lines: all("lines"), partners: all("partners") } : null;
  }

  // `alone`: without those whom a department must talk to.
  function near(thing, { alone = false } = {}) {
    const seeds = thing.node ? family(thing.node).filter((id) => scene.shown.has(id)) : [];
    const own = thing.node ? seeds.flatMap(scene.linesAt) : (thing.lines || [thing.line]).map((id) => scene.lines.get(id)).filter(Boolean);
    if (!own.length && !seeds.length) return null;
    const hasPartners = !alone && thing.node && nodes.get(thing.node).kind === "Department" && !scene.page.pairs;
    const partners = hasPartners ? partnersOf(own, thing.node) : [];
    return {
      nodes: new Set([...seeds, ...[...own, ...partners].flatMap((line) => [line.from, line.to])]),
      lines: new Set(own.map((line) => line.id)),
      partners: new Set(partners.map((line) => line.id)),
    };
  }

  // Those who carry a measure (its leads, else those responsible) must talk to everybody named in it: graph/bottlenecks/kernel.py.
  function partnersOf(own, department) {
    return own.flatMap((line) => {
      const work = line.from === department ? line.to : line.from;
      const roles = scene.linesAt(work).filter((each) => isRole(each));
      const led = roles.filter((each) => has(each, "LEADS"));
      const carry = led.length ? led : roles.filter((each) => has(each, "RESPONSIBLE_FOR"));
      return (carry.includes(line) ? roles : isRole(line) ? carry : []).filter((each) => each !== line);
    });
  }

  function has(line, look) {
    return line.edges.some((edge) => edge.look === look);
  }

  function isRole(line) {
    return line.edges.some((edge) => edge.look !== "PROSE" && scene.edgeKinds.get(edge.look).role);
  }

  // A goal stands out with all that it holds.
  function family(id) {
    const node = nodes.get(id);
    return ["Goal", "Group"].includes(node.kind) ? [id, ...node.children.flatMap(family)] : [id];
  }

  // 1 for what stands out or where nothing is faded.
  function nodeInk(id) {
    return !scene.lit || scene.lit.nodes.has(id) ? 1 : FAINT;
  }

  Object.assign(scene, { light, nodeInk });
})();
