"use strict";
// Which columns are shown: a menu of boxes. The component always is, and the scope with the rows outside of it.
const showing = (table, menu) => {
  const OWN = new Set(["component", "scope"]);
  const optional = table.getColumns().filter((column) => !OWN.has(column.getField()));
  const usual = new Map(optional.map((column) => [column.getField(), column.isVisible()]));
  const boxes = new Map(optional.map((column) => [column.getField(), make("input", { type: "checkbox" })]));
  const set = (column, shown) => {
    boxes.get(column.getField()).checked = shown;
    if (column.isVisible() !== shown) column[shown ? "show" : "hide"]();
  };
  for (const column of optional) {
    const box = boxes.get(column.getField());
    box.checked = column.isVisible();
    box.addEventListener("change", () => set(column, box.checked));
    menu.append(make("label", {}, box, ` ${column.getDefinition().title === "#" ? "Rank" : column.getDefinition().title}`));
  }
  const unlike = (shown) => optional.filter((column) => column.isVisible() === shown && usual.get(column.getField()) !== shown)
    .map((column) => column.getField()).join(" ");
  const chosen = () => ({ show: unlike(true), hide: unlike(false) });
  const choose = ({ show = "", hide = "" }) => {
    for (const column of optional) {
      const field = column.getField();
      set(column, show.split(" ").includes(field) || (usual.get(field) && !hide.split(" ").includes(field)));
    }
  };
  const box = menu.closest("details");
  document.addEventListener("click", (event) => { if (!box.contains(event.target)) box.open = false; });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    box.open = false;
    box.querySelector("summary").focus();
  });
  return { chosen, choose };
};
