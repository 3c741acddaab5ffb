// The page as a whole: which cluster it shows, in which language, and when it asks for news.

import * as api from "./api.js";
import { Chart } from "./charts.js";
import { byId, element, fillTable, keyed, setText } from "./elements.js";
import { History } from "./history.js";
import { showLabels } from "./labels.js";
import { mixMarks, showMixes, takeMixes } from "./mixes.js";
import { forgetServers, showServers, showSummary } from "./servers.js";
import { count, measure, millis, preferred, speak, text } from "./texts.js";
import { allowTrial, openTrial, repeatTrial } from "./trial.js";

/** Between two questions; the second comes sooner, because the first has no rates yet. */
const PAUSE = 2000;
const FIRST_PAUSE = 1000;

const charts = [
  new Chart(byId("requests"), { lines: ["train", "classify", "other"], format: measure }),
  new Chart(byId("latency"), { lines: ["median", "most"], format: millis, byTens: true }),
  new Chart(byId("mixes"), { lines: ["unmixed"], format: count, marks: { name: "mix_mark", label: "mixes_on_line", all: mixMarks } }),
];

const METHOD_COLUMNS = [
  { title: () => text("method"), cell: (method) => method.method },
  { title: () => text("rate"), number: true, cell: (method) => measure(method.per_second) },
  { title: () => text("half_within"), number: true, cell: (method) => millis(method.median) },
  { title: () => text("most_within"), number: true, cell: (method) => millis(method.most) },
  { title: () => text("calls"), number: true, cell: (method) => count(method.calls) },
];

const state = { proxy: null, name: null, history: new History(), view: null, contact: "wait", refusal: "", timer: 0, asking: false };

async function ask() {
  if (state.asking || document.hidden) {
    return;
  }
  state.asking = true;
  try {
    await askNow();
    Object.assign(state, { contact: "live", refusal: "" });
  } catch (problem) {
    const isRefusal = problem instanceof api.Refused;
    Object.assign(state, { contact: isRefusal ? "live" : "lost", refusal: isRefusal ? problem.message : "" });
  }
  state.asking = false;
  show();
  later(state.history.time.length < 2 ? FIRST_PAUSE : PAUSE);
}

async function askNow() {
  state.proxy = await api.clusters();
  state.name = chosen(state.proxy.clusters);
  const wanted = state.name;
  if (wanted === null) {
    return;
  }
  const view = await api.cluster(wanted, state.history.latest);
  // Another cluster may have been chosen meanwhile.
  if (wanted === state.name) {
    state.history.add(view.history);
    state.view = view;
  }
}

function later(pause) {
  clearTimeout(state.timer);
  state.timer = setTimeout(ask, pause);
}

/** The cluster that is shown: the one chosen before if there is one, else that of the address, else the first. */
function chosen(names) {
  if (state.name !== null) {
    return state.name;
  }
  const wanted = new URLSearchParams(location.search).get("cluster");
  return names.includes(wanted) ? wanted : names[0] ?? null;
}

function choose(name) {
  Object.assign(state, { name, history: new History(), view: null });
  forgetServers();
  history.replaceState(null, "", `?${new URLSearchParams({ cluster: name })}`);
  later(0);
}

function show() {
  showFrame();
  byId("content").hidden = state.view === null;
  if (state.view === null) {
    return;
  }
  showServers(state.view);
  showSummary(state.view, state.history);
  takeMixes(state.view.mixes);
  charts.forEach((chart) => chart.show(state.history));
  showMixes();
  showLabels(state.view);
  setText(byId("methods").caption, text("methods_caption"));
  fillTable(byId("methods"), METHOD_COLUMNS, state.view.methods, (method) => method.method);
  setText(byId("config"), pretty(state.view.config));
  allowTrial(state.proxy.may_classify);
}

function showFrame() {
  const { proxy, name } = state;
  const contact = byId("contact");
  contact.className = `contact ${state.contact}`;
  setText(contact, text(`contact_${state.contact}`));
  if (proxy !== null) {
    setText(byId("proxy"), text("proxy", { node: proxy.proxy, version: proxy.version }));
    const names = name === null || proxy.clusters.includes(name) ? proxy.clusters : [...proxy.clusters, name];
    keyed(byId("cluster"), names, (each) => element("option", { value: each }, each));
    byId("cluster").value = name ?? "";
  }
  setText(byId("title"), name ?? "Jubatus");
  document.title = name === null ? "Jubatus" : text("title", { cluster: name });
  const sentence = notice();
  byId("notice").hidden = sentence === "";
  setText(byId("notice"), sentence);
}

function notice() {
  if (state.contact === "lost") {
    return text("notice_lost");
  }
  if (state.refusal !== "") {
    return state.refusal;
  }
  if (state.proxy !== null && !state.proxy.zookeeper) {
    return text("notice_zookeeper");
  }
  return state.contact === "live" && state.name === null ? text("notice_none") : "";
}

function pretty(config) {
  try {
    return JSON.stringify(JSON.parse(config), null, 2);
  } catch {
    return config; // servers take what strict readers do not
  }
}

async function speakNow(tag) {
  await speak(tag, true);
  charts.forEach((chart) => chart.redraw());
  show();
  repeatTrial();
}

byId("cluster").addEventListener("change", (event) => choose(event.target.value));
byId("language-en").addEventListener("click", () => speakNow("en"));
byId("language-ja").addEventListener("click", () => speakNow("ja"));
document.addEventListener("visibilitychange", () => later(0));
openTrial(() => state.name);
await speak(preferred(), false);
showFrame();
await ask();
