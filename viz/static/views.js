// Views that the reader has named, kept in this browser; the address of the page holds the whole view, so a view is an address.
(function () {
  "use strict";

  const { scene } = window.respgraph;
  const KEPT = "respgraph-views";
  const MOST = 50;
  const byId = (id) => document.getElementById(id);
  if (!scene.page.served || !byId("views")) return;

  function kept() {
    try {
      const found = JSON.parse(window.localStorage.getItem(KEPT) || "[]");
      return Array.isArray(found) ? found.filter((view) => view && typeof view.name === "string" && isHere(view.address)) : [];
    } catch {
      return [];
    }
  }

  // Only addresses of this page, whatever somebody may have written there.
  function isHere(address) {
    return typeof address === "string" && address.startsWith("?");
  }

  function keep(views) {
    window.localStorage.setItem(KEPT, JSON.stringify(views.slice(0, MOST)));
    show();
  }

  function show() {
    const list = byId("view-list");
    list.replaceChildren(...kept().map((view) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = window.location.pathname + view.address;
      link.textContent = view.name;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = "×";
      drop.setAttribute("aria-label", scene.say(scene.text.view_drop, { name: view.name }));
      drop.addEventListener("click", () => keep(kept().filter((each) => each.name !== view.name)));
      item.append(link, drop);
      return item;
    }));
  }

  byId("view-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = byId("view-name").value.trim();
    if (!name) return;
    keep([{ name, address: window.location.search || "?" }, ...kept().filter((view) => view.name !== name)]);
    byId("view-name").value = "";
  });
  show();
})();
