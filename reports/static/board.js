"use strict";
// The interactive table: made from the data block, so the plain table below it stays for print and for no script.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const dialog = find("details");
  const searched = new Map(data.rows.map((row) => [row.id, [row.component, row.path, row.repository, row.branch, row.group, row.project, ...row.owners, row.kind,
    row.language, row.tier, row.base, row.priority, row.failed, row.unknown].join("\n").toLowerCase()]));
  let opened = null;

  // An owner answers for many rows and a row for many owners, so these two stand beside the table, not in its headings.
  const picks = { owner: (row) => (row.owners.length ? row.owners : ["–"]), project: (row) => [row.project] };
  for (const [id, values] of Object.entries(picks)) {
    const choices = [...new Set(data.rows.flatMap(values))].sort((a, b) => a.localeCompare(b, "en"));
    find(id).append(...choices.map((choice) => make("option", { value: choice }, choice)));
    find(id).closest("label").hidden = choices.length < 2;
  }
  const picked = (row) => Object.entries(picks).every(([id, values]) => !find(id).value || values(row).includes(find(id).value));

  find("board").hidden = false;
  document.documentElement.classList.add("scripted");
  const table = new Tabulator("#table", {
    data: data.rows, index: "id", columns: columns(data.rows), layout: "fitColumns", maxHeight: "min(80vh, 60rem)", renderVertical: "virtual",
    initialSort: [{ column: "rank", dir: "asc" }], initialFilter: [{ field: "scope", type: "=", value: "yes" }],
    placeholder: "Nothing here matches the filters", columnDefaults: { headerHozAlign: "left", resizable: false, vertAlign: "top" },
    sortOrderReverse: true, autoResize: false, renderVerticalBuffer: 600, keybindings: false,
  });

  const filter = () => {
    const words = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = document.querySelector("input[name=scope]:checked").value === "all";
    const filters = all ? [] : [{ field: "scope", type: "=", value: "yes" }];
    if (words.length) filters.push({ field: (row) => words.every((word) => searched.get(row.id).includes(word)) });
    if (Object.keys(picks).some((id) => find(id).value)) filters.push({ field: picked });
    table.setFilter(filters);
    table[all ? "showColumn" : "hideColumn"]("scope");
  };
  const shown = () => table.getRows("active");
  const count = (rows) => { find("count").textContent = `${rows.length.toLocaleString("en")} shown`; };

  const open = (row) => {
    const rows = shown();
    const position = rows.findIndex((other) => other.getData().id === row.id);
    const step = (title, next) => {
      const button = make("button", { type: "button" }, title);
      button.disabled = !next;
      if (next) button.addEventListener("click", () => open(next.getData()));
      return button;
    };
    const close = make("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(make("div", { class: "bar-top" }, make("p", {}, position < 0 ? "" : `${position + 1} of ${rows.length}`),
      step("Previous", rows[position - 1]), step("Next", position < 0 ? null : rows[position + 1]), close), details.body(data, row));
    opened = row;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    find("details-title").focus();
    history.replaceState(null, "", `#${row.id}`);
  };
  const byKey = (key) => data.rows.find((row) => row.id === key);
  const focus = (row) => {
    const opener = () => row.getElement().querySelector("button.open");
    if (row.getElement().isConnected && opener()) opener().focus();
    else table.scrollToRow(row, "center").then(() => opener().focus());
  };
  const fromAddress = () => {
    const row = byKey(location.hash.slice(1));
    if (row && !(dialog.open && opened === row)) open(row);
  };

  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    history.replaceState(null, "", location.pathname + location.search);
    const row = shown().find((other) => other.getData().id === opened.id);
    if (row) focus(row);
  });
  table.on("rowClick", (event, row) => { if (!getSelection().toString()) open(row.getData()); });
  table.on("tableBuilt", () => {
    table.on("dataFiltered", (filters, rows) => count(rows));
    count(shown());
    fromAddress();
  });
  find("table").addEventListener("keydown", (event) => {
    const button = event.target.closest("button.open");
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!button || !move) return;
    event.preventDefault();
    const rows = shown();
    const next = rows[rows.findIndex((row) => row.getData().id === button.dataset.key) + move];
    if (next) focus(next);
  });
  for (const radio of document.querySelectorAll("input[name=scope]")) radio.addEventListener("change", filter);
  for (const id of Object.keys(picks)) find(id).addEventListener("change", filter);
  find("search").addEventListener("input", filter);
  find("search").form.addEventListener("submit", (event) => event.preventDefault());
  find("reset").addEventListener("click", () => {
    find("search").value = "";
    for (const id of Object.keys(picks)) find(id).value = "";
    for (const select of document.querySelectorAll("#table select")) { select.value = ""; select.classList.remove("active"); }
    table.clearHeaderFilter();
    filter();
  });
  addEventListener("hashchange", fromAddress);
  // The table's own watch redraws whenever it scrolls into view, and takes the focus from whoever tabs into it.
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    const key = document.activeElement.dataset.key;
    table.redraw();
    const row = key && shown().find((other) => other.getData().id === key);
    if (row) focus(row);
  });
})();
