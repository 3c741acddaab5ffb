// Who serves the cluster: the table of servers, the figures at a glance, and what is said aloud when somebody comes or goes.

import { UNKNOWN, byId, drawn, element, fillTable, keyed, setText } from "./elements.js";
import { count, duration, measure, megabytes, millis, text } from "./texts.js";

/** A shape for each state, so that colour is not the only sign. */
const SHAPES = {
  active: () => drawn("circle", { cx: "6", cy: "6", r: "5" }),
  fetching: () => drawn("path", { d: "M6 1a5 5 0 0 1 0 10z M6 1a5 5 0 0 0 0 10", class: "half" }),
  draining: () => drawn("path", { d: "M4 2v8M8 2v8", class: "stroke" }),
  silent: () => drawn("path", { d: "M6 1 11 11H1z" }),
  gone: () => drawn("path", { d: "M2 2 10 10M10 2 2 10", class: "stroke" }),
};

const known = new Map();

const COLUMNS = [
  { title: () => text("server"), cell: (server) => server.node },
  { title: () => text("state"), cell: fillState },
  { title: () => text("per_second"), number: true, cell: (server) => (server.state === "gone" ? UNKNOWN : measure(server.per_second)) },
  { title: () => text("updates"), number: true, cell: (server) => count(server.updates) },
  { title: () => text("unmixed"), number: true, cell: (server) => count(server.unmixed) },
  { title: () => text("features"), number: true, cell: (server) => count(server.features) },
  { title: () => text("model_version"), number: true, cell: (server) => count(server.model_version) },
  { title: () => text("memory"), number: true, cell: (server) => megabytes(server.resident_kib) },
  { title: () => text("uptime"), number: true, cell: (server) => duration(server.uptime) },
  { title: () => text("saved"), number: true, cell: (server, cell) => saved(server, Number(cell.closest("table").dataset.now)) },
];

function saved(server, now) {
  if (server.saved === undefined) {
    return UNKNOWN;
  }
  return server.saved === 0 ? text("never") : text("ago", { time: duration(Math.max(0, now / 1000 - server.saved)) });
}

function fillState(server, cell) {
  if (cell.dataset.state !== server.state) {
    cell.dataset.state = server.state;
    const icon = drawn("svg", { viewBox: "0 0 12 12", width: "12", height: "12", "aria-hidden": "true" }, SHAPES[server.state]());
    cell.replaceChildren(element("span", { class: `state ${server.state}` }, icon, element("b")), element("small"));
  }
  setText(cell.querySelector("b"), text(`state_${server.state}`));
  setText(cell.querySelector("small"), remark(server, Number(cell.closest("table").dataset.now)));
}

function remark(server, now) {
  if (server.state === "gone") {
    return text("gone_since", { time: duration(Math.max(0, (now - server.seen) / 1000)) });
  }
  return server.problem ?? (server.avoided ? text("avoided") : "");
}

/** Shows the servers of a view. */
export function showServers(view) {
  const table = byId("servers");
  table.dataset.now = view.time;
  setText(table.caption, text("servers_caption"));
  fillTable(table, COLUMNS, view.servers, (server) => server.node);
  announce(view.servers);
}

/** Says the states that have changed; not those that are seen for the first time in a cluster. */
function announce(servers) {
  const news = servers
    .filter(({ node, state }) => known.has(node) && known.get(node) !== state)
    .map(({ node, state }) => text("news_state", { node, state: text(`state_${state}`) }));
  servers.forEach(({ node, state }) => known.set(node, state));
  if (news.length > 0) {
    setText(byId("news"), news.join(" "));
  }
}

/** Forgets the states of another cluster's servers. */
export function forgetServers() {
  known.clear();
  setText(byId("news"), "");
}

/** Shows the few figures that matter most. */
export function showSummary(view, history) {
  const active = view.servers.filter(({ state }) => state === "active");
  const largest = (name) => Math.max(...view.servers.map((server) => server[name] ?? -Infinity));
  const last = (name) => history[name].at(-1);
  const figures = {
    active_servers: text("some_of_all", { some: count(active.length), all: count(view.servers.length) }),
    requests_now: measure(sum(["train", "classify", "other"].map(last))),
    latency_now: millis(history.most.findLast((value) => value !== null)),
    labels_now: count(largest("labels")),
    features_now: count(largest("features")),
    unmixed_now: count(last("unmixed")),
  };
  const entries = keyed(byId("summary"), Object.keys(figures), () => element("div", {}, element("dt"), element("dd")));
  entries.forEach((entry) => {
    setText(entry.firstElementChild, text(entry.dataset.key));
    setText(entry.lastElementChild, figures[entry.dataset.key]);
  });
  byId("summary").firstElementChild.classList.toggle("short", active.length < view.servers.length);
}

function sum(values) {
  return values.some((value) => value === null || value === undefined) ? null : values.reduce((all, value) => all + value, 0);
}
