// The only ways in which this page changes what it shows: texts are set as texts, never as markup, for they come from anywhere.

/** Stands for what is not known. */
export const UNKNOWN = "–";

/** Makes an element; children are nodes or texts, and attributes that are false or null are left out. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element of a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** Sets a text if it is another one, so that screen readers and selections are left in peace. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Lets a parent have a child for each key, in this order; those that it has already are kept. */
export function keyed(parent, keys, make) {
  const known = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let at = parent.firstElementChild;
  for (const key of keys) {
    const child = known.get(key) ?? make(key);
    child.dataset.key = key;
    known.delete(key);
    if (child === at) {
      at = at.nextElementSibling;
    } else {
      parent.insertBefore(child, at);
    }
  }
  known.forEach((child) => child.remove());
  return [...parent.children];
}

/**
 * Fills a table whose rows have the same columns: cells are given by functions of a row's item, which answer a text or fill the cell. On a
 * narrow screen each row is a card of its own; the roles keep it a table for those who do not see it.
 */
export function fillTable(table, columns, items, keyOf) {
  const head = table.tHead;
  table.setAttribute("role", "table");
  const titles = columns.map((column) => column.title()).join("\n");
  if (head.dataset.titles !== titles) {
    head.dataset.titles = titles;
    head.replaceChildren(element("tr", { role: "row" }, ...columns.map((column) =>
      element("th", { scope: "col", role: "columnheader", class: column.number ? "number" : null }, column.title()))));
  }
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const rows = keyed(table.tBodies[0], [...byKey.keys()], () => tableRow(columns));
  for (const row of rows) {
    columns.forEach((column, i) => {
      const cell = row.cells[i];
      cell.dataset.title = column.title();
      const answer = column.cell(byKey.get(row.dataset.key), cell);
      if (typeof answer === "string") {
        setText(cell, answer);
        cell.classList.toggle("unknown", answer === UNKNOWN);
      }
    });
  }
}

function tableRow(columns) {
  return element("tr", { role: "row" }, ...columns.map((column, i) => i === 0
    ? element("th", { scope: "row", role: "rowheader" })
    : element("td", { role: "cell", class: column.number ? "number" : null })));
}

/** A bar from zero to a value, on a scale from `low` to `high`, both of which may be 0. */
export function bar(value, low, high) {
  const width = high - low || 1;
  const made = element("span", { class: value < 0 ? "bar below" : "bar", "aria-hidden": "true" });
  const inside = element("span");
  inside.style.left = `${((Math.min(value, 0) - low) / width) * 100}%`;
  inside.style.width = `${(Math.abs(value) / width) * 100}%`;
  made.append(inside);
  if (low < 0) {
    const zero = element("i");
    zero.style.left = `${(-low / width) * 100}%`;
    made.append(zero);
  }
  return made;
}
