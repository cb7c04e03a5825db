// What makes pages quicker to use. Every page works without it: nothing is asked for or said by script alone.
(() => {
  "use strict";
  const script = document.currentScript;
  const words = script.dataset;
  const phone = matchMedia("(max-width: 700px)");
  const kept = (store, name, value) => {
    try {
      if (value === undefined) return store.getItem(name);
      if (value === null) store.removeItem(name); else store.setItem(name, value);
    } catch { /* a browser that keeps nothing */ }
    return null;
  };
  const made = (name, values = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), values);
    element.append(...inside);
    return element;
  };
  const tables = [...document.querySelectorAll(".scroll > table:not(.matrix)")];
  const heads = (table) => [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim());

  // On a phone rows are cards: each cell says the head of its column.
  const asCards = () => {
    for (const table of tables) {
      if (table.dataset.labelled || table.querySelector("tbody [colspan]")) continue;
      table.dataset.labelled = "yes";
      const names = heads(table);
      for (const row of table.tBodies[0]?.rows ?? [])
        [...row.cells].forEach((cell, place) => {
          if (cell.tagName === "TD" && !cell.dataset.label && cell.innerHTML.trim()) cell.dataset.label = names[place] ?? "";
        });
      table.classList.add("cards");
    }
  };
  if (phone.matches) asCards(); else phone.addEventListener("change", asCards, {once: true});

  // The head of a table stays in sight where the table fits; one that is wider is scrolled within its frame.
  const fit = () => {
    for (const {parentElement: frame} of tables) frame.classList.remove("fits");
    const fitting = tables.filter(({parentElement: frame}) => frame.scrollWidth <= frame.clientWidth);
    for (const {parentElement: frame} of fitting) frame.classList.add("fits");
  };
  fit();
  addEventListener("resize", fit);

  // Which columns a table shows and how dense it is, remembered in this browser.
  const dense = (on) => document.documentElement.classList.toggle("dense", on);
  dense(kept(localStorage, "respgraph-dense") === "yes");
  const menus = new Map();
  for (const table of tables) {
    const names = heads(table);
    if (names.length > 3 && table.tBodies[0]?.rows.length > 2) menus.set(names.join("|"), [...(menus.get(names.join("|")) ?? []), table]);
  }
  for (const [names, alike] of menus) {
    const key = `respgraph-columns ${location.pathname.split("/")[1]} ${names}`;
    const hidden = new Set((kept(localStorage, key) ?? "").split(" ").filter(Boolean));
    const show = () => {
      for (const table of alike) table.dataset.without = [...hidden].join(" ");
      kept(localStorage, key, [...hidden].join(" ") || null);
    };
    show();
    const boxes = names.split("|").map((name, place) => {
      const box = made("input", {type: "checkbox", checked: !hidden.has(String(place + 1)), disabled: place === 0});
      box.addEventListener("change", () => {
        hidden[box.checked ? "delete" : "add"](String(place + 1));
        show();
      });
      return made("label", {}, box, ` ${name}`);
    });
    const close = made("input", {type: "checkbox", className: "close", checked: document.documentElement.classList.contains("dense")});
    close.addEventListener("change", () => {
      dense(close.checked);
      for (const each of document.querySelectorAll(".columns .close")) each.checked = close.checked;
      kept(localStorage, "respgraph-dense", close.checked ? "yes" : null);
    });
    alike[0].parentElement.before(made("details", {className: "columns"}, made("summary", {}, words.columns),
      made("div", {}, ...boxes, made("label", {}, close, ` ${words.dense}`))));
  }

  // After a decision the page is where it was.
  const place = "respgraph-place";
  document.addEventListener("submit", ({target}) => {
    if (target.method === "post") kept(sessionStorage, place, JSON.stringify([location.pathname, scrollY, Date.now()]));
  });
  const [path, y, at] = JSON.parse(kept(sessionStorage, place) ?? "[]");
  kept(sessionStorage, place, null);
  if (path === location.pathname && Date.now() - at < 60000 && !location.hash) scrollTo(0, y);

  // A field with a list offers all of it when it is entered, keeps what was chosen, and knows departments by Latin letters.
  for (const field of document.querySelectorAll("input[list]")) {
    let chosen = "", later = 0;
    const empty = field.placeholder;
    const restored = () => {
      if (!field.value) field.value = chosen;
    };
    field.addEventListener("focus", () => {
      if (field.value) [chosen, field.placeholder, field.value] = [field.value, field.value, ""];
    });
    field.addEventListener("blur", restored);
    field.form?.addEventListener("submit", restored, {capture: true});
    field.addEventListener("keydown", ({key}) => {
      if (!field.value && (key === "Backspace" || key === "Delete")) [chosen, field.placeholder] = ["", empty];
    });
    if (field.dataset.find) field.addEventListener("input", () => {
      clearTimeout(later);
      const typed = field.value.trim();
      if (/^[a-z ]{2,40}$/i.test(typed)) later = setTimeout(async () => {
        const asked = new URL("../api/search", script.src);
        asked.search = new URLSearchParams({q: typed, kind: field.dataset.find, limit: "12"});
        const answer = await fetch(asked);
        if (!answer.ok || typed !== field.value.trim()) return;
        field.list.querySelectorAll("[data-found]").forEach((option) => option.remove());
        for (const {id, caption} of (await answer.json()).items) {
          const option = made("option", {value: caption, textContent: typed});
          option.dataset.id = id;
          option.dataset.found = "yes";
          field.list.append(option);
        }
      }, 250);
    });
  }

  // A field shows words and sends the id that they stand for; words that nobody chose are sent as they are.
  for (const field of document.querySelectorAll("input[data-id], input[data-find]")) {
    const [id, words] = [field.dataset.id ?? "", field.value];
    field.form?.addEventListener("formdata", ({formData}) => {
      const options = [...(field.list?.options ?? [])].filter(({value, dataset}) => value === field.value && dataset.id);
      const known = id && field.value === words ? id : options.length === 1 ? options[0].dataset.id : "";
      if (known) formData.set(field.name, known);
    });
  }

  // A file that takes long to make: said so until the reader goes on.
  for (const link of document.querySelectorAll(".take a[href*='/api/export/'], .take a[href*='/api/networks/']"))
    link.addEventListener("click", () => {
      const said = link.parentElement.querySelector("[role=status]") ?? link.parentElement.appendChild(made("span", {className: "note"}));
      said.setAttribute("role", "status");
      said.replaceChildren(" ", made("progress"), ` ${words.making}`);
      setTimeout(() => said.remove(), 60_000);
    });

  // What was chosen to be uploaded, and that it is under way.
  for (const chosen of document.querySelectorAll("form[enctype] input[type=file]")) {
    const said = made("p", {className: "note"});
    said.setAttribute("role", "status");
    chosen.form.append(said);
    const size = () => [...chosen.files].reduce((sum, file) => sum + file.size, 0);
    chosen.addEventListener("change", () => {
      const named = [...chosen.files].slice(0, 8).map((file) => file.name).join(" · ");
      said.textContent = chosen.files.length ? `${chosen.files.length} · ${(size() / 1e6).toFixed(1)} MB · ${named}${chosen.files.length > 8 ? " …" : ""}` : "";
    });
    chosen.form.addEventListener("submit", () => {
      if (chosen.files.length) said.replaceChildren(made("progress"), ` ${words.reading} ${said.textContent}`);
    });
  }

  // Keys, which can be turned off: / search, ? help, j and k from row to row.
  const rows = () => [...document.querySelectorAll("main tbody tr, main .results > li, main article.finding")].filter((row) => row.offsetParent);
  const step = (by) => {
    const all = rows();
    const here = all.indexOf(document.activeElement.closest("tbody tr, .results > li, article.finding"));
    const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by];
    next?.querySelector("a[href], summary, button")?.focus();
    next?.scrollIntoView({block: "nearest"});
  };
  const off = "respgraph-keys-off";
  const help = () => {
    const box = made("input", {type: "checkbox", checked: kept(localStorage, off) !== "yes"});
    box.addEventListener("change", () => kept(localStorage, off, box.checked ? null : "yes"));
    const lines = words.keys.split("|").map((line) => {
      const [key, does] = line.split("=");
      return made("p", {}, made("kbd", {}, key), ` ${does}`);
    });
    const dialog = made("dialog", {className: "keys"}, made("h2", {}, words.help), ...lines,
      made("p", {}, made("label", {}, box, ` ${words.on}`)), made("form", {method: "dialog"}, made("button", {}, words.close)));
    dialog.setAttribute("aria-label", words.help);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };
  document.addEventListener("keydown", (event) => {
    const {key, target} = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    const does = {"/": () => document.getElementById("q")?.focus(), "?": help, j: () => step(1), k: () => step(-1)}[key];
    if (!does || (key !== "?" && kept(localStorage, off) === "yes")) return;
    event.preventDefault();
    does();
  });
})();
