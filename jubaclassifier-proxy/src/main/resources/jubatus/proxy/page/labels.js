// What the cluster has learned: samples by label.

import { bar, byId, element, keyed, setText } from "./elements.js";
import { count, text } from "./texts.js";

const FEW = 10;
let all = false;
let labels = { total: 0, shown: [] };
let known = 0;

byId("labels-more").addEventListener("click", () => {
  all = !all;
  draw();
});

/** Shows the labels of a view; their number may be known where they are not. */
export function showLabels(view) {
  labels = view.labels;
  known = Math.max(0, ...view.servers.map((server) => server.labels ?? 0));
  draw();
}

function draw() {
  const shown = all ? labels.shown : labels.shown.slice(0, FEW);
  setText(byId("labels-said"), sentence(shown));
  setText(byId("labels").caption, text("labels_caption"));
  byId("labels").hidden = shown.length === 0;
  const more = byId("labels-more");
  more.hidden = labels.shown.length <= FEW;
  more.setAttribute("aria-expanded", String(all));
  setText(more, all ? text("labels_few") : text("labels_all", { count: count(labels.shown.length) }));
  const most = Math.max(1, ...labels.shown.map((label) => label.most));
  const rows = keyed(byId("labels").tBodies[0], shown.map((label, i) => `${i} ${label.label}`), () =>
    element("tr", {}, element("th", { scope: "row" }), element("td", { class: "number" }), element("td")));
  rows.forEach((row, i) => {
    const { label, most: high, least: low } = shown[i];
    setText(row.cells[0], label);
    setText(row.cells[1], high === low ? count(high) : `${count(low)}–${count(high)}`);
    row.cells[2].replaceChildren(bar(high, 0, most));
  });
}

function sentence(shown) {
  if (labels.total === 0) {
    return known === 0 ? text("labels_none") : text("labels_unasked", { total: count(known) });
  }
  const total = text("labels_total", { total: count(labels.total) });
  return shown.some((label) => label.most !== label.least) ? `${total} ${text("labels_differ")}` : total;
}
