"use strict";
// The dialog in which a row opens, with steps to its neighbours in the table as it is filtered and sorted.
const opening = (data, shown, closed) => {
  const dialog = document.getElementById("details");
  let current = null;
  const step = (title, next) => {
    const button = make("button", { type: "button" }, title);
    button.disabled = !next;
    if (next) button.addEventListener("click", () => open(next.getData()));
    return button;
  };
  const open = (row) => {
    const rows = shown();
    const position = rows.findIndex((other) => other.getData().id === row.id);
    const close = make("button", { type: "button", class: "close" }, "Close");
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(make("div", { class: "bar-top" }, make("p", {}, position < 0 ? "" : `${position + 1} of ${rows.length}`),
      step("Previous", rows[position - 1]), step("Next", position < 0 ? null : rows[position + 1]), close), details.body(data, row));
    current = row;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    document.getElementById("details-title").focus();
    address.show(`#${row.id}`);
  };
  const close = () => { if (dialog.open) dialog.close(); };
  const fromAddress = () => {
    const row = data.rows.find((each) => each.id === location.hash.slice(1));
    if (row && !(dialog.open && current === row)) open(row);
  };
  const key = () => (dialog.open ? current.id : "");
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => closed(current.id));
  return { open, close, fromAddress, key };
};
