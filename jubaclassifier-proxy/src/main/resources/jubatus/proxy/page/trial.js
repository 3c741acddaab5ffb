// The box in which a datum is tried.

import { classify } from "./api.js";
import { bar, byId, element, setText } from "./elements.js";
import { score, text } from "./texts.js";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Makes the latest sentence. */
let latest = () => "";

/** What was typed is no datum; a sentence says why. */
class NoDatum extends Error {
  constructor(key, values = {}) {
    super(key);
    this.sentence = () => text(key, values);
  }
}

/**
 * Reads what was typed: a JSON object, or a line for each value as in
 *     name: tokugawa
 *     age: 42
 *     room: "42"
 * where quotes make a text of a number.
 */
export function readDatum(typed) {
  if (typed.trim() === "") {
    throw new NoDatum("trial_nothing");
  }
  return typed.trim().startsWith("{") ? fromJson(typed) : fromLines(typed);
}

function fromJson(typed) {
  let object;
  try {
    object = JSON.parse(typed);
  } catch (problem) {
    throw new NoDatum("trial_json", { problem: problem.message });
  }
  if (isObject(object.string_values) || isObject(object.num_values)) {
    return object;
  }
  const datum = { string_values: {}, num_values: {} };
  for (const [key, value] of Object.entries(object)) {
    if (typeof value !== "string" && typeof value !== "number") {
      throw new NoDatum("trial_value", { key });
    }
    put(typeof value === "string" ? datum.string_values : datum.num_values, key, value);
  }
  return datum;
}

function isObject(value) {
  return typeof value === "object" && value !== null;
}

function fromLines(typed) {
  const datum = { string_values: {}, num_values: {} };
  typed.split("\n").forEach((line, i) => {
    if (line.trim() === "") {
      return;
    }
    const parts = /^\s*([^:：]*[^:：\s])\s*[:：]\s*(.*?)\s*$/.exec(line);
    if (parts === null) {
      throw new NoDatum("trial_line", { line: i + 1 });
    }
    const [, key, value] = parts;
    if (NUMBER.test(value)) {
      put(datum.num_values, key, Number(value));
    } else {
      put(datum.string_values, key, /^".*"$/.test(value) ? value.slice(1, -1) : value);
    }
  });
  return datum;
}

/** Also under keys that mean something to the language, such as __proto__. */
function put(values, key, value) {
  Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Lets the box ask the cluster that `chosen` names. */
export function openTrial(chosen) {
  const typed = byId("datum");
  byId("trial").addEventListener("submit", async (event) => {
    event.preventDefault();
    await attempt(chosen(), typed);
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      byId("trial").requestSubmit();
    }
  });
}

async function attempt(cluster, typed) {
  const button = byId("trial").querySelector("button");
  say(() => text("trial_wait"));
  button.setAttribute("aria-busy", "true");
  try {
    show(await classify(cluster, readDatum(typed.value)));
    typed.removeAttribute("aria-invalid");
  } catch (problem) {
    byId("scores").hidden = true;
    typed.setAttribute("aria-invalid", String(problem instanceof NoDatum));
    say(problem.sentence ?? (() => problem.message), true);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function show({ server, total, scores }) {
  say(() => (scores.length === 0
    ? text("trial_empty")
    : text("trial_best", { label: scores[0].label, total, server })));
  const values = scores.map((each) => each.score);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  setText(byId("scores").caption, text("scores_caption"));
  byId("scores").hidden = scores.length === 0;
  byId("scores").tBodies[0].replaceChildren(...scores.map((each, i) =>
    element("tr", { class: i === 0 ? "best" : null },
      element("th", { scope: "row" }, each.label),
      element("td", { class: "number" }, score(each.score)),
      element("td", {}, bar(each.score, low, high)))));
}

function say(sentence, isProblem = false) {
  latest = sentence;
  const said = byId("trial-said");
  said.classList.toggle("problem", isProblem);
  setText(said, sentence());
}

/** Says the latest once more, in another language. */
export function repeatTrial() {
  setText(byId("trial-said"), latest());
}

/** Says whether the proxy lets anybody try. */
export function allowTrial(mayClassify) {
  byId("trial").querySelector("button").disabled = !mayClassify;
  byId("datum").disabled = !mayClassify;
  if (!mayClassify) {
    say(() => text("trial_closed"));
  }
}
