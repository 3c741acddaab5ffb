// What the page says, in the language that is chosen, and how numbers, times and durations look in it.

import { UNKNOWN } from "./elements.js";

const LANGUAGES = ["en", "ja"];
const KEPT = "jubatus-language";
let catalogue = {};
let language = "en";

/** The language to begin with: the one chosen before, else the browser's, else English. */
export function preferred() {
  const kept = remembered();
  if (LANGUAGES.includes(kept)) {
    return kept;
  }
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => LANGUAGES.includes(tag)) ?? "en";
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // the browser keeps nothing
  }
}

/** Speaks a language from now on, and says anew what stands in the page from its beginning. */
export async function speak(tag, isChosen) {
  const answer = await fetch(`${tag}.json`);
  catalogue = await answer.json();
  language = tag;
  document.documentElement.lang = tag;
  for (const node of document.querySelectorAll("[data-text]")) {
    node.textContent = text(node.dataset.text);
  }
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", text(node.dataset.label));
  }
  for (const each of LANGUAGES) {
    document.getElementById(`language-${each}`).setAttribute("aria-pressed", String(each === tag));
  }
  if (isChosen) {
    try {
      localStorage.setItem(KEPT, tag);
    } catch {
      // Then the choice holds as long as the page.
    }
  }
}

/** The text of a key, with values in the places of their names. */
export function text(key, values = {}) {
  return (catalogue[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** A count, or a dash for one that is not known. */
export function count(value) {
  return isKnown(value) ? new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value) : UNKNOWN;
}

/** A rate or another measured number, as precise as it is worth. */
export function measure(value) {
  return isKnown(value)
    ? new Intl.NumberFormat(language, value >= 100
      ? { maximumFractionDigits: 0 }
      : { maximumSignificantDigits: 3 }).format(value)
    : UNKNOWN;
}

/** A score, with all its places that matter to people. */
export function score(value) {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(value);
}

/** A time of milliseconds; a long one in seconds. */
export function millis(value) {
  if (!isKnown(value)) {
    return UNKNOWN;
  }
  return value < 1000 ? `${measure(value)} ms` : text("seconds", { n: measure(value / 1000) });
}

/** A size of bytes. */
export function bytes(value) {
  if (!isKnown(value)) {
    return UNKNOWN;
  }
  const [unit, size] = [["GB", 1e9], ["MB", 1e6], ["kB", 1e3], ["B", 1]].find(([, size]) => value >= size || size === 1);
  return `${measure(value / size)} ${unit}`;
}

/** Kibibytes as megabytes. */
export function megabytes(kibibytes) {
  return isKnown(kibibytes) ? `${count((kibibytes * 1024) / 1e6)} MB` : UNKNOWN;
}

/** A duration of seconds, by its largest unit. */
export function duration(seconds) {
  if (!isKnown(seconds)) {
    return UNKNOWN;
  }
  const [unit, length] = [["days", 86400], ["hours", 3600], ["minutes", 60], ["seconds", 1]]
    .find(([, size]) => seconds >= 2 * size || size === 1);
  return text(unit, { n: count(Math.floor(seconds / length)) });
}

/** The time of day of a Unix time in milliseconds. */
export function clock(milliseconds, withSeconds = true) {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    second: withSeconds ? "2-digit" : undefined,
    hourCycle: "h23",
  }).format(new Date(milliseconds));
}

function isKnown(value) {
  return value !== null && value !== undefined && Number.isFinite(value);
}
