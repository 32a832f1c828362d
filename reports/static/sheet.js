"use strict";
// The rows shown, as CSV with the names of scoreboard.csv: nothing in it that a spreadsheet would take for a formula.
const sheet = (() => {
  const fields = {
    rank: "rank", priority: "priority", repository: "repository", branch: "branch", commit: "commit", dockerfile: "path", target: "target",
    component: "component", kind: "kind", language: "language", in_scope: "scope", image: "image", deployment: "deployment",
    working_group: "group", owners: "owners", project: "project", base_image: "base", runtime_tier: "tier", score: "score",
    grade: "grade", failed_rules: "failed", waived_rules: "waived", unknown_rules: "unknown", value: "value",
    exposure: "exposure", effort: "effort", campaign: "campaign", next_step: "next", url: "url", origin: "origin",
  };
  const said = (row, field) => (field === "score" && row[field] !== null ? row[field].toFixed(1) : row[field]);
  const written = (value) => {
    const text = value === null || value === undefined || value === "–" ? "" : String(value).replace(/\s+/g, " ");
    const inert = typeof value !== "number" && /^ *[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",]/.test(inert) ? `"${inert.replaceAll("\"", "\"\"")}"` : inert;
  };
  const write = (rows) => [Object.keys(fields), ...rows.map((row) => Object.values(fields).map((field) => said(row, field)))]
    .map((line) => `${line.map(written).join(",")}\r\n`).join("");
  const save = (rows) => {
    const place = URL.createObjectURL(new Blob([write(rows)], { type: "text/csv;charset=utf-8" }));
    make("a", { href: place, download: "scoreboard-filtered.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(place), 10000);
  };
  return { save };
})();
