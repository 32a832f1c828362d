"use strict";
// The stages of a Dockerfile, top to bottom, with an arc for each thing that one hands to a later one.
const stages = (() => {
  const ROW = 64;
  const LANE = 14;
  const space = "http://www.w3.org/2000/svg";
  const draw = (tag, attributes) => {
    const element = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const middle = (index) => ROW * index + ROW / 2;

  const arcs = (all) => {
    const edges = all.flatMap(([, , , , leading], to) => leading.map(([from, files]) => ({ from, to, files })));
    edges.sort((a, b) => (a.to - a.from) - (b.to - b.from) || a.to - b.to);
    // lanes are filled from the inside: an arc takes the first on which no other crosses its rows
    const lanes = [];
    for (const edge of edges) {
      let lane = lanes.findIndex((taken) => taken.every((other) => other.to <= edge.from || edge.to <= other.from));
      if (lane < 0) lane = lanes.push([]) - 1;
      lanes[lane].push(edge);
      edge.lane = lane;
    }
    const width = LANE * (lanes.length + 1);
    const svg = draw("svg", { class: "arcs", width, height: ROW * all.length, "aria-hidden": "true", focusable: "false" });
    for (const { from, to, files, lane } of edges) {
      const [start, end, x] = [middle(from) + 6, middle(to) - 6, width - LANE * (lane + 1)];
      svg.append(draw("path", { class: files ? "takes" : "stands", d: `M${width} ${start}H${x}V${end}H${width - 5}` }),
        draw("path", { class: "tip", d: `M${width} ${end}l-6 -3.5v7z` }));
    }
    return svg;
  };

  const line = (all) => ([title, base, url, role, leading, outside]) => {
    const said = [
      role === "ships" ? "ships" : role === "unused" ? "not part of what ships" : "",
      ...leading.filter(([, files]) => files).map(([from, files]) => `takes ${files} from ${all[from][0]}`),
      outside ? `takes ${outside}` : "",
    ].filter(Boolean).join("; ");
    return make("li", { class: role, title: `${title}: ${base}${said ? `\n${said}` : ""}` },
      make("p", {}, make("b", {}, link(title, url)), " ", make("span", { class: "codes" }, base)),
      said ? make("p", { class: "quiet" }, said) : null);
  };

  const body = (all) => (all.length < 2 ? [] : [make("h3", {}, "Stages"),
    make("div", { class: "stages" }, arcs(all), make("ol", {}, ...all.map(line(all))))]);
  return { body };
})();
