"use strict";
// The interactive table: made from the data block, so the plain table below it stays for print and for no script.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const find = (id) => document.getElementById(id);
  const searched = new Map(data.rows.map((row) => [row.id, [row.component, row.place, row.repository, row.branch, row.group, row.project, ...row.owners, row.kind,
    row.language, row.tier, row.base, row.image, row.priority, row.campaign, row.failed, row.unknown].join("\n").toLowerCase()]));
  const choices = choosing(data.rows);

  find("board").hidden = false;
  document.documentElement.classList.add("scripted");
  const table = new Tabulator("#table", {
    data: data.rows, index: "id", columns: columns(data.rows), layout: "fitColumns", maxHeight: "min(80vh, 60rem)", renderVertical: "virtual",
    initialSort: [{ column: "rank", dir: "asc" }], initialFilter: [{ field: "scope", type: "=", value: "yes" }],
    placeholder: "Nothing here matches the filters", columnDefaults: { headerHozAlign: "left", resizable: false, vertAlign: "top" },
    sortOrderReverse: true, autoResize: false, renderVerticalBuffer: 600, keybindings: false,
  });

  const isAll = () => document.querySelector("input[name=scope]:checked").value === "all";
  const filter = () => {
    const words = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const filters = isAll() ? [] : [{ field: "scope", type: "=", value: "yes" }];
    if (words.length) filters.push({ field: (row) => words.every((word) => searched.get(row.id).includes(word)) });
    if (!choices.none()) filters.push({ field: choices.matches });
    table.setFilter(filters);
    table[isAll() ? "showColumn" : "hideColumn"]("scope");
  };
  const shown = () => table.getRows("active");
  const count = (rows) => { find("count").textContent = `${rows.length.toLocaleString("en")} shown`; };
  const focus = (row) => {
    const opener = () => row.getElement().querySelector("button.open");
    if (row.getElement().isConnected && opener()) opener().focus();
    else table.scrollToRow(row, "center").then(() => opener().focus());
  };
  const focusKey = (key) => {
    const row = shown().find((other) => other.getData().id === key);
    if (row) focus(row);
  };

  let shownColumns = null;
  let told = "";
  const sorting = () => table.getSorters().map(({ field, dir }) => `${field}-${dir}`).join(" ").replace(/^rank-asc$/, "");
  const view = () => ({
    rows: isAll() ? "all" : "", search: find("search").value.trim(), ...choices.chosen(),
    ...Object.fromEntries(table.getHeaderFilters().map(({ field, value }) => [field, value])),
    sort: sorting(), ...shownColumns.chosen(),
  });
  const tell = () => {
    const now = address.write(view());
    if (now === told) return;
    told = now;
    if (!opened.key()) address.show(now);
  };
  const apply = (wanted) => {
    document.querySelector(`input[name=scope][value=${wanted.rows === "all" ? "all" : "yes"}]`).checked = true;
    find("search").value = wanted.search || "";
    choices.choose(wanted);
    table.clearHeaderFilter();
    for (const column of table.getColumns().filter((each) => each.getDefinition().headerFilter)) {
      const value = data.rows.some((row) => row[column.getField()] === wanted[column.getField()]) ? wanted[column.getField()] : "";
      table.setHeaderFilterValue(column, value);
    }
    shownColumns.choose(wanted);
    const fields = new Set(table.getColumns().map((column) => column.getField()));
    const sorts = (wanted.sort || "").split(" ").map((each) => each.match(/^(\w+)-(asc|desc)$/)).filter((each) => each && fields.has(each[1]));
    table.setSort(sorts.length ? sorts.map(([, column, dir]) => ({ column, dir })) : [{ column: "rank", dir: "asc" }]);
    filter();
  };
  const opened = opening(data, shown, (key) => { address.show(told); focusKey(key); });
  const fromAddress = () => {
    const wanted = address.read(location.hash);
    if (!wanted) { opened.fromAddress(); return; }
    opened.close();
    apply(wanted);
    told = address.write(view());
    find("components").scrollIntoView();
  };

  table.on("rowClick", (event, row) => { if (!getSelection().toString()) opened.open(row.getData()); });
  table.on("tableBuilt", () => {
    // its rows hold the focus; a stop of its own between grid and rows would be neither
    document.querySelector("#table .tabulator-tableholder").removeAttribute("tabindex");
    shownColumns = showing(table, find("columns"));
    table.on("dataFiltered", (filters, rows) => { count(rows); setTimeout(tell); });
    table.on("dataSorted", () => setTimeout(tell));
    table.on("columnVisibilityChanged", () => setTimeout(tell));
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
  choices.watch(filter);
  find("search").addEventListener("input", filter);
  find("search").form.addEventListener("submit", (event) => event.preventDefault());
  find("reset").addEventListener("click", () => apply({ ...view(), search: "", owner: "", project: "", origin: "", rule: "",
    ...Object.fromEntries(table.getHeaderFilters().map(({ field }) => [field, ""])) }));
  find("save").addEventListener("click", () => sheet.save(shown().map((row) => row.getData())));
  addEventListener("hashchange", fromAddress);
  // The table's own watch redraws whenever it scrolls into view, and takes the focus from whoever tabs into it.
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    const key = document.activeElement.dataset.key;
    table.redraw();
    if (key) focusKey(key);
  });
})();
