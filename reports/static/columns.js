"use strict";
// The columns of the table: how a cell looks, how it sorts, how its heading filters.
const columns = (rows) => {
  const choices = (field) => [...new Set(rows.map((row) => row[field]))].sort((a, b) => inOrder(String(a), String(b)));

  const select = (title) => (cell, onRendered, success) => {
    const field = cell.getField();
    const element = make("select", { "aria-label": `Filter by ${title.toLowerCase()}` }, make("option", { value: "" }, "all"),
      ...choices(field).map((choice) => make("option", { value: choice }, choice)));
    element.value = cell.getValue() || "";
    element.classList.toggle("active", element.value !== "");
    element.addEventListener("change", () => {
      element.classList.toggle("active", element.value !== "");
      success(element.value);
    });
    for (const kind of ["click", "mousedown", "keydown"]) element.addEventListener(kind, (event) => event.stopPropagation());
    return element;
  };

  const heading = (cell) => make("button", { type: "button" }, cell.getValue());
  const two = (upper, lower) => (cell) => {
    const row = cell.getData();
    return make("span", { title: `${row[upper]}\n${row[lower]}` }, row[upper], make("span", { class: "path" }, row[lower]));
  };
  const open = (cell) => {
    const row = cell.getData();
    return make("span", { title: `${row.component}\n${row.place}` },
      make("button", { type: "button", class: "open", "data-key": row.id, "aria-haspopup": "dialog" }, row.component),
      make("span", { class: "path" }, row.place));
  };
  const score = (cell) => {
    const row = cell.getData();
    return make("span", { class: "number" }, row.scoreText, " ", row.grade === "–" ? "" : make("b", {}, row.grade), row.score === null ? null : drawBar(row.score));
  };
  const text = (cell) => make("span", { title: String(cell.getValue() ?? "") }, String(cell.getValue() ?? "–"));
  const listed = (cell) => {
    const all = cell.getValue().join(", ");
    return make("span", { title: all }, all || "–");
  };
  const failed = (cell) => {
    const row = cell.getData();
    const unknown = [row.unknown ? `? ${row.unknown}` : "", row.waived ? `waived ${row.waived}` : ""].filter(Boolean).join(" ");
    return make("span", { class: "codes", title: `${row.failed}\n${unknown}` }, row.failed, make("span", { class: "path" }, unknown));
  };

  const number = (field) => (a, b, first, second, column, direction) => {
    const [left, right] = [first.getData()[field], second.getData()[field]];
    const last = direction === "asc" ? 1 : -1;
    if (left === null || right === null) return left === right ? 0 : left === null ? last : -last;
    return left - right;
  };
  const ordered = (values) => (a, b) => values.indexOf(a) - values.indexOf(b);
  const words = (a, b) => inOrder(String(a), String(b));
  const filtered = (title) => ({ headerFilter: select(title), headerFilterFunc: "=", headerFilterLiveFilter: false });
  const column = (title, field, width, more) => ({ title, field, width, titleFormatter: heading, formatter: text, sorter: words, ...more });

  return [
    column("#", "rank", 50, { sorter: number("rank"), hozAlign: "right" }),
    column("Priority", "priority", 86, { formatter: (cell) => badge(cell.getValue()), sorter: ordered(["P1", "P2", "P3", "P4", "exempt", "done", "–"]), ...filtered("Priority") }),
    column("Component", "component", undefined, { formatter: open, minWidth: 176, widthGrow: 3 }),
    column("Repository", "repository", undefined, { formatter: two("repository", "branch"), minWidth: 150, widthGrow: 2, ...filtered("Repository") }),
    column("Group", "group", undefined, { minWidth: 96, widthGrow: 1, ...filtered("Group") }),
    column("Kind", "kind", 100, filtered("Kind")),
    column("Language", "language", 102, filtered("Language")),
    column("Scope", "scope", 84, { visible: false, ...filtered("Scope") }),
    column("Deployed", "deployment", 104, filtered("Deployment")),
    column("Owners", "owners", undefined, { formatter: listed, minWidth: 120, widthGrow: 1, visible: false }),
    column("Project", "project", 104, { visible: false }),
    column("Origin", "origin", 92, { visible: false }),
    column("Published as", "image", undefined, { minWidth: 150, widthGrow: 2, visible: false }),
    column("Runs on", "tier", undefined, { formatter: two("tier", "base"), minWidth: 160, widthGrow: 2, ...filtered("Tier") }),
    column("Score", "score", 84, { formatter: score, sorter: number("score") }),
    column("Value", "value", 74, { sorter: ordered(["H", "M", "L", "none", "–"]), ...filtered("Value") }),
    column("Exposure", "exposure", 92, { sorter: ordered(["A", "B", "C", "–"]), ...filtered("Exposure") }),
    column("Effort", "effort", 70, { sorter: ordered(["S", "M", "L", "–"]), ...filtered("Effort") }),
    column("Campaign", "campaign", undefined, { minWidth: 180, widthGrow: 2, visible: false }),
    column("Not kept", "failed", undefined, { formatter: failed, minWidth: 108, widthGrow: 2 }),
  ];
};
