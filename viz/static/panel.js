// The words beside the picture: legend and filters, the list, a node with its links, a line with its sentences.
// Everything from a plan becomes text nodes, never markup.
(function () {
  "use strict";

  const { address, drawing, scene, words } = window.respgraph;
  const { nodes, edges, nodeKinds, edgeKinds, text, say } = scene;
  const byId = (id) => document.getElementById(id);
  const ROWS = 80; // of a list at once

  // `act` is what the picture does: choose, visit, refresh, light, toggle, neighbourhood.
  window.respgraph.panel = function panel(act) {
    byId("list").addEventListener("keydown", (event) => move(event));
    byId("list").addEventListener("focusin", (event) => glance(event.target.dataset));
    byId("list").addEventListener("focusout", () => glance(null));
    showLegend();
    return { showCounts, showList, showDetail, back };

    // ---- legend

    function showLegend() {
      byId("legend").hidden = Boolean(scene.page.pairs); // departments alone: there is nothing to choose among
      for (const kind of nodeKinds.values()) {
        byId("node-kinds").append(filter(kind, scene.offNodes, nodeSample(kind)));
      }
      for (const kind of edgeKinds.values()) {
        byId(kind.role ? "roles" : "links").append(filter(kind, scene.offEdges, lineSample(kind)));
      }
      for (const set of ["node-kinds", "roles", "links"]) byId(set).hidden = !byId(set).querySelector("input");
    }

    function filter(kind, off, picture) {
      const change = (event) => {
        if (event.target.checked) off.delete(kind.kind);
        else off.add(kind.kind);
        act.refresh();
      };
      return make("label", {},
        make("input", { type: "checkbox", checked: !off.has(kind.kind), value: kind.kind, onchange: change }),
        picture, make("span", {}, kind.label), amount(kind.count));
    }

    function showCounts() {
      if (scene.page.pairs) {
        const of = { shown: scene.lines.size, n: scene.page.pairs_in_all, departments: scene.shown.size };
        byId("counts").textContent = say(text.pairs_count, of);
        return;
      }
      const parts = [...nodeKinds.values()].filter((kind) => !scene.offNodes.has(kind.kind))
        .map((kind) => say(text.count, { n: kind.count, kind: kind.label }));
      const duties = [...edges.values()].filter(
        (edge) => edge.look !== "PROSE" && edgeKinds.get(edge.kind).role && !scene.offEdges.has(edge.look));
      if (duties.length) parts.push(say(text.duties, { n: duties.length }));
      byId("counts").textContent = parts.join(" · ");
    }

    // ---- the list: the same nodes by kind, one stop of the Tab key, arrows move, Enter opens

    function showList() {
      const list = clear(byId("list"));
      const found = scene.query ? new Set(scene.matches()) : scene.shown;
      const kinds = new Map([...nodeKinds.keys(), "Group"].map((kind) => [kind, []]));
      for (const id of scene.order) if (found.has(id)) kinds.get(nodes.get(id).kind).push(id);
      const weight = new Map((kinds.get("Department") || []).map((id) => [id, scene.dutiesOf(id).length]));
      if (weight.size) kinds.get("Department").sort((a, b) => weight.get(b) - weight.get(a) || scene.rank.get(a) - scene.rank.get(b));
      if (scene.page.pairs) showPairs(list, found);
      for (const [kind, ids] of kinds) {
        if (!ids.length) continue;
        if (nodeKinds.has(kind)) list.append(make("h2", {}, nodeKinds.get(kind).label, amount(ids.length)));
        list.append(rows(ids, (id) => id, item));
      }
      rove(list.querySelector("button"));
    }

    // The lines between departments in words, the heaviest first: what the picture says to those who do not see it.
    function showPairs(list, found) {
      const lines = [...scene.lines.values()].filter((line) => found.has(line.from) || found.has(line.to));
      list.append(make("h2", {}, text.pairs, amount(lines.length)));
      list.append(rows(lines, (line) => line.from, (line) => make("button", { type: "button", "data-line": line.id, onclick: () => act.choose({ line: line.id }, { moveFocus: true }) },
        named(line.from), "—", named(line.to), amount(say(text.measures, { n: line.works.length })))));
    }

    function item(id) {
      return make("button", { type: "button", "data-id": id, onclick: () => act.visit(id) },
        nodeMark(nodes.get(id)), named(id), amount(tally(id)));
    }

    function tally(id) {
      if (scene.page.pairs) return say(text.partners, { n: scene.linesAt(id).length });
      if (scene.closed.has(id)) return "＋" + scene.under(id);
      if (nodes.get(id).unassigned) return text.unassigned;
      const counts = count(scene.dutiesOf(id));
      return [...edgeKinds.keys()].filter((kind) => counts.has(kind))
        .map((kind) => `${edgeKinds.get(kind).label} ${counts.get(kind)}`).join(" · ");
    }

    function move(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
      if (!(event.key in steps)) return;
      const buttons = [...byId("list").querySelectorAll("button")];
      const at = buttons.indexOf(document.activeElement) + steps[event.key];
      const next = buttons[Math.min(Math.max(at, 0), buttons.length - 1)];
      if (!next) return;
      event.preventDefault();
      rove(next);
      next.focus();
    }

    function rove(current) {
      for (const button of byId("list").querySelectorAll("button")) button.tabIndex = button === current ? 0 : -1;
    }

    function glance(of) {
      scene.hovered = of && scene.shown.has(of.id) ? { node: of.id } : of && scene.lines.has(of.line) ? { line: of.line } : null;
      act.light();
    }

    // ---- what is chosen

    function showDetail(moveFocus) {
      const detail = clear(byId("detail"));
      const chosen = scene.chosen;
      detail.hidden = !chosen;
      byId("list").hidden = Boolean(chosen);
      if (!chosen) return;
      detail.append(make("button", { type: "button", class: "back", onclick: back }, "‹ " + (chosen.from ? nodes.get(chosen.from).name : text.back)));
      if (chosen.node) showNode(detail, chosen.node);
      else if (chosen.edge === undefined && scene.page.pairs) showPair(detail, scene.lines.get(chosen.line || chosen.lines[0]));
      else showEdges(detail, chosen.edge !== undefined ? [edges.get(chosen.edge)] : edgesOf(chosen.lines || [chosen.line]));
      detail.scrollTop = 0;
      if (moveFocus) detail.querySelector("h2").focus();
    }

    function edgesOf(lines) {
      return lines.flatMap((id) => (scene.lines.has(id) ? scene.lines.get(id).edges : []));
    }

    // From an edge to the node that it was chosen at, from there to the list.
    function back() {
      const from = scene.chosen && scene.chosen.from;
      if (from) {
        act.choose({ node: from }, { moveFocus: true });
        return;
      }
      const id = scene.chosen && scene.chosen.node;
      act.choose(null);
      const button = [...byId("list").querySelectorAll("button")].find((each) => each.getAttribute("data-id") === id);
      if (button) rove(button);
      (button || byId("list")).focus();
    }

    function showNode(detail, id) {
      const node = nodes.get(id);
      const title = named(id);
      detail.append(make("h2", { tabIndex: -1 }, nodeMark(node), title), actions(id));
      if (node.short) words.ofNode(node, () => (title.textContent = node.name), () => {});
      if (node.unassigned) detail.append(make("p", { class: "flag" }, text.unassigned));
      const known = node.plan ? [...node.facts, [text.plan, node.plan]] : node.facts;
      if (known.length) detail.append(facts(known));
      if (node.text || node.more) {
        const own = make("p", { class: "plan-text", lang: "zh-CN" });
        const show = () => words.ofNode(node, () => (own.textContent = node.text), () => (own.textContent = text.no_answer));
        detail.append(make("details", { ontoggle: show }, make("summary", {}, text.text), own));
      }
      if (scene.page.pairs && node.kind === "Department") {
        const lines = scene.linesAt(id);
        detail.append(make("h3", {}, text.partners_of, amount(lines.length)));
        detail.append(rows(lines, (line) => line.from, (line) => make("button", { type: "button", onclick: () => act.choose({ line: line.id, from: id }, { moveFocus: true }) },
          named(line.from === id ? line.to : line.from), amount(say(text.measures, { n: line.works.length })))));
      }
      const groups = linksOf(node);
      if (node.kind === "Group") detail.append(rows(node.children, (child) => child, item));
      else if (!groups.length) detail.append(make("p", { class: "quiet" }, text.no_links));
      for (const { title, kind, list } of groups) {
        detail.append(make("h3", {}, lineSample(kind), title, amount(list.length)));
        detail.append(rows(list, (edge) => (edge.from === id ? edge.to : edge.from), (edge) => otherEnd(edge, id)));
      }
    }

    function actions(id) {
      const row = make("p", { class: "actions" });
      if (nodes.get(id).children.length) {
        const words = scene.closed.has(id) ? say(text.open_group, { n: scene.under(id) }) : text.close_group;
        row.append(make("button", { type: "button", onclick: () => act.toggle(id) }, words));
      }
      const words = scene.focus === id ? text.whole : text.neighbourhood;
      row.append(make("button", { type: "button", onclick: () => act.neighbourhood(id) }, words));
      const pinned = scene.pinned.has(id);
      row.append(make("button", { type: "button", "aria-pressed": String(pinned), onclick: () => act.pin(id) }, pinned ? text.unpin : text.pin));
      const page = address.ofNode(nodes.get(id));
      if (page && scene.page.pairs) row.append(make("a", { href: page }, text.open_page));
      else if (page) {
        const more = address.isExpanded(id) ? text.collapse : text.expand;
        row.append(make("button", { type: "button", onclick: () => act.expand(id) }, more), make("a", { href: page }, text.open_page));
      }
      return row;
    }

    // Links by kind and direction, strongest first, each in the order of the outline.
    function linksOf(node) {
      const groups = new Map();
      for (const edge of node.edges) {
        if (scene.offEdges.has(edge.look)) continue;
        const kind = edgeKinds.get(edge.kind);
        const title = edge.from === node.id ? kind.label : kind.reverse;
        if (!groups.has(title)) groups.set(title, { title, kind, list: [] });
        groups.get(title).list.push(edge);
      }
      const place = (edge) => scene.rank.get(edge.from === node.id ? edge.to : edge.from);
      for (const group of groups.values()) group.list.sort((a, b) => place(a) - place(b));
      return [...groups.values()].sort((a, b) => a.kind.rank - b.kind.rank);
    }

    function otherEnd(edge, id) {
      const other = edge.from === id ? edge.to : edge.from;
      const choose = () => act.choose({ edge: edge.id, line: scene.lineOf(edge), from: id }, { moveFocus: true });
      return make("button", { type: "button", onclick: choose }, nodeMark(nodes.get(other)), named(other), badges(edge));
    }

    function showEdges(detail, list) {
      if (list.length > 1) detail.append(make("h2", { tabIndex: -1 }, say(text.between, { n: list.length })));
      for (const edge of list) {
        const kind = edgeKinds.get(edge.kind);
        const role = make("span", { class: "role" }, lineSample(kind), kind.label);
        const heading = list.length > 1 ? "h3" : "h2";
        detail.append(make(heading, { class: "edge", tabIndex: -1 }, end(edge.from), role, end(edge.to), badges(edge)));
        detail.append(wordsOf([edge]));
      }
    }

    // Two departments, and each measure that makes them talk, with the role of either and the words.
    function showPair(detail, line) {
      if (!line) return;
      detail.append(make("h2", { class: "edge", tabIndex: -1 }, end(line.from), "—", end(line.to)));
      detail.append(make("p", { class: "remark" }, say(text.pair_note, { n: line.works.length })));
      for (const work of line.works) {
        const node = nodes.get(work);
        const page = address.ofNode(node);
        detail.append(make("h3", {}, nodeMark(node), page ? make("a", { href: page }, node.name) : named(work)));
        const said = line.edges.filter((edge) => edge.to === work);
        for (const edge of said) {
          const kind = edgeKinds.get(edge.kind);
          detail.append(make("p", { class: "edge" }, named(edge.from), make("span", { class: "role" }, lineSample(kind), kind.label)));
        }
        detail.append(wordsOf(said));
      }
    }

    // The sentences of some edges, each sentence once; where they have to be asked for, they come when it is seen.
    function wordsOf(list) {
      const place = make("div", { class: "words" });
      const show = () => {
        clear(place);
        if (list.length === 1) showWords(place, list[0]);
        else for (const alike of byQuote(list)) showQuote(place, alike);
      };
      if (!list.some((edge) => scene.page.served && !edge.told)) show();
      else whenSeen(place, () => words.ofEdges(list, show, () => (place.textContent = text.no_answer)));
      return place;
    }

    function byQuote(list) {
      const groups = new Map();
      for (const edge of list) groups.set(edge.quote, [...(groups.get(edge.quote) || []), edge]);
      return groups.values();
    }

    // One sentence with the words of all edges that rest on it.
    function showQuote(detail, alike) {
      const marks = alike.flatMap((edge) => edge.marks || []).sort((a, b) => a[0] - b[0]);
      detail.append(alike[0].quote
        ? make("blockquote", { lang: "zh-CN" }, ...marked(alike[0].quote, marks.filter((mark, i) => !i || mark[0] >= marks[i - 1][1])))
        : make("p", { class: "quiet" }, text.no_words));
      const page = address.ofEdge(alike[0]);
      if (page) detail.append(make("p", { class: "actions" }, make("a", { href: page }, text.open_evidence)));
    }

    function showWords(detail, edge) {
      if (edge.quote) {
        detail.append(make("h4", {}, text.words), make("blockquote", { lang: "zh-CN" }, ...marked(edge.quote, edge.marks || [])));
      } else {
        detail.append(make("p", { class: "quiet" }, text.no_words));
      }
      const page = address.ofEdge(edge);
      if (page) detail.append(make("p", { class: "actions" }, make("a", { href: page }, text.open_evidence)));
      for (const note of notes(edge)) detail.append(make("p", { class: "remark" }, note));
      if (edge.governing) {
        const rules = edge.governing.map((words) => make("blockquote", { lang: "zh-CN" }, words));
        detail.append(make("h4", {}, text.governing), ...rules);
      }
      const known = ["party", "section", "source", "rule"].filter((key) => edge[key]);
      if (known.length) detail.append(facts(known.map((key) => [text[key], edge[key]])));
    }

    function notes(edge) {
      const all = [];
      if (edge.basis === "inferred") all.push(say(text.inferred_note, edge));
      if (edge.formal === false) all.push(text.prose_note);
      if (edge.of) all.push(say(text.order, edge));
      if (edge.open) all.push(text.open_list);
      return all;
    }

    function end(id) {
      const choose = () => act.choose({ node: id }, { moveFocus: true });
      return make("button", { type: "button", class: "end", onclick: choose }, nodeMark(nodes.get(id)), named(id));
    }
  };

  function whenSeen(element, then) {
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      then();
    });
    watch.observe(element);
  }

  // The name of lines for the pop-up: the end or ends that they share, and the kinds between them.
  window.respgraph.lineName = function lineName(lines) {
    const nameOf = (end) => {
      const ids = new Set(lines.map((line) => line[end]));
      return ids.size === 1 ? nodes.get([...ids][0]).name : say(text.several, { n: ids.size });
    };
    const kinds = [...count(lines.flatMap((line) => line.edges))].map(([kind, n]) => edgeKinds.get(kind).label + (n > 1 ? " " + n : ""));
    const between = scene.page.pairs ? say(text.measures, { n: lines[0].works.length }) : kinds.join(text.separator);
    return `${nameOf("from")} — ${between} — ${nameOf("to")}`;
  };

  function count(list) {
    const counts = new Map();
    for (const edge of list) counts.set(edge.kind, (counts.get(edge.kind) || 0) + 1);
    return counts;
  }

  // ---- pieces

  // A quote with marks on spans that count code points, as everywhere in the graph.
  function marked(quote, spans) {
    const points = Array.from(quote);
    const words = (start, end) => points.slice(start, end).join("");
    const runs = [];
    let done = 0;
    for (const [start, end] of spans) {
      runs.push(words(done, start), make("mark", {}, words(start, end)));
      done = end;
    }
    return [...runs, words(done)];
  }

  function badges(edge) {
    const names = ["inferred", "decision", "dictionary"].filter((basis) => edge.basis === basis).map((basis) => text[basis]);
    if (edge.formal === false) names.push(text.prose);
    return names.length ? make("span", { class: "badges" }, ...names.map((name) => make("span", { class: "badge" }, name))) : null;
  }

  function facts(pairs) {
    const list = make("dl");
    for (const [name, value] of pairs) {
      const words = Array.isArray(value) ? value.join(text.separator) : value;
      list.append(make("dt", {}, name), make("dd", languageOf(words), words));
    }
    return list;
  }

  function named(id) {
    const name = nodes.get(id).name;
    return make("span", Object.assign({ class: "name" }, languageOf(name)), name);
  }

  // A list; where several plans are drawn, under the titles of the plans, since a number alone may mean several measures.
  function rows(entries, idOf, row) {
    const list = make("ul");
    let last = "";
    const add = (entry) => {
      const plan = scene.severalPlans ? nodes.get(idOf(entry)).plan : "";
      if (plan && plan !== last) list.append(make("li", Object.assign({ class: "plan" }, languageOf(plan)), plan));
      last = plan;
      list.append(make("li", {}, row(entry)));
    };
    // A long list in parts: the rest is one button away.
    const more = (rest) => {
      rest.slice(0, ROWS).forEach(add);
      const left = rest.slice(ROWS);
      if (!left.length) return;
      const item = make("li", {}, make("button", { type: "button", class: "more", onclick: () => {
        item.remove();
        more(left);
        const buttons = list.querySelectorAll("button");
        buttons[Math.min(buttons.length - 1, entries.length - left.length)].focus();
      } }, say(text.more, { n: left.length })));
      list.append(item);
    };
    more(entries);
    return list;
  }

  function languageOf(words) {
    return /\p{Script=Han}/u.test(words) ? { lang: "zh-CN" } : {};
  }

  function amount(words) {
    return make("span", { class: "n" }, String(words));
  }

  const samples = new Map(); // made once for each look, then copied: lists are long

  function nodeSample(kind) {
    const key = kind.shape + kind.colour;
    if (!samples.has(key)) samples.set(key, drawing.sample(18, 16, [{ d: drawing.mark(kind.shape, 9, 8, 5.5), fill: kind.colour }]));
    return samples.get(key).cloneNode(true);
  }

  function nodeMark(node) {
    return nodeSample({ shape: node.shape, colour: node.colour });
  }

  function lineSample(kind) {
    return drawing.sample(28, 16, [{ d: "M1 8.5L27 8.5", stroke: kind.colour, width: Math.max(kind.width, 1), dashes: kind.dashes }]);
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
})();
