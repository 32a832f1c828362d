"use strict";
// Choices that stand beside the table and not in its headings: one of them answers for many rows, and a row for many of them.
const choosing = (rows) => {
  const find = (id) => document.getElementById(id);
  const values = {
    owner: (row) => (row.owners.length ? row.owners : ["–"]),
    project: (row) => [row.project],
    origin: (row) => [row.origin],
    rule: (row) => row.failed.split(" "),
  };
  for (const [id, of] of Object.entries(values)) {
    const choices = [...new Set(rows.flatMap(of))].sort((a, b) => inOrder(a, b));
    find(id).append(...choices.map((choice) => make("option", { value: choice }, choice === "–" ? "none" : choice)));
    find(id).closest("label").hidden = choices.length < 2;
  }
  const ids = Object.keys(values);
  const chosen = () => Object.fromEntries(ids.map((id) => [id, find(id).value]));
  const choose = (view) => {
    for (const id of ids) find(id).value = [...find(id).options].some((option) => option.value === view[id]) ? view[id] : "";
  };
  const none = () => ids.every((id) => !find(id).value);
  const matches = (row) => ids.every((id) => !find(id).value || values[id](row).includes(find(id).value));
  const watch = (change) => { for (const id of ids) find(id).addEventListener("change", change); };
  return { chosen, choose, none, matches, watch };
};
