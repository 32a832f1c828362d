"use strict";
// What a row opens to: the reasons for its rank, its answers, findings and blockers, each with what was read.
const details = (() => {
  const evidence = (reads) => {
    if (!reads.length) return null;
    return make("ul", { class: "evidence" }, ...reads.map(([place, text, url]) =>
      make("li", {}, make("span", { class: "codes" }, link(place, url)), text ? make("pre", {}, text) : null)));
  };

  const answers = (facts) => make("dl", { class: "answers" }, ...facts.flatMap(([term, said, reads]) =>
    [make("dt", {}, term), make("dd", {}, said, evidence(reads))]));

  const finding = (data) => ([code, result, message, next, reads, waived]) => {
    const [title, severity] = data.rules[code] || [code, ""];
    return make("li", {},
      make("p", {}, make("span", { class: `verdict ${result}` }, `${data.symbols[result]} ${result}`), " ",
        make("b", {}, `${code} ${title}`), " ", make("span", { class: "quiet" }, severity)),
      make("p", {}, message),
      waived ? make("p", {}, make("b", {}, "Waived "), waived) : null,
      next ? make("p", {}, make("b", {}, "Next: "), next) : null,
      evidence(reads));
  };

  const blocker = ([title, remedy, reads]) =>
    make("li", {}, make("p", {}, make("b", {}, title)), remedy ? make("p", {}, remedy) : null, evidence(reads));

  const change = ([moment, what, before, after, why, url]) => make("li", {},
    make("p", {}, make("b", {}, what), " ", make("span", { class: "quiet" }, moment)),
    make("p", {}, `${before} → ${after}`), make("p", {}, link(why, url)));

  const list = (title, items) => (items.length ? [make("h3", {}, title), make("ul", { class: "cards" }, ...items)] : []);

  const body = (data, row) => make("div", { class: "body" },
    make("p", { class: "where quiet" }, badge(row.priority), row.rank ? ` rank ${row.rank}` : " not ranked"),
    make("h2", { id: "details-title", tabindex: "-1" }, row.component),
    make("p", { class: "where quiet" }, `${row.repository}, ${row.branch} at `, make("span", { class: "codes" }, row.commit.slice(0, 10)),
      ", ", make("span", { class: "codes" }, link(row.place, row.url))),
    row.reason ? make("p", { class: "lead-line" }, row.reason) : null,
    row.next ? make("p", { class: "lead-line" }, make("b", {}, "Next step: "), row.next) : null,
    answers(row.facts),
    ...stages.body(row.stages),
    ...list("What changed", row.changes.map(change)),
    ...list("In the way of a distroless runtime", row.blockers.map(blocker)),
    ...(row.instead ? [make("h3", {}, "What to write instead of the stage that ships"), make("pre", { class: "draft", tabindex: "0" }, row.instead)] : []),
    ...list("Findings", row.findings.map(finding(data))),
    row.unapplied ? make("p", { class: "quiet" }, `Not applicable: ${row.unapplied}`) : null);

  return { body };
})();
