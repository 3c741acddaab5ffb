// The mixes that the proxy saw: marks on the chart, and the latest in words.

import { element, keyed, setText } from "./elements.js";
import { clock, count, text } from "./texts.js";

const SHOWN = 5;
let mixes = [];
let list = null;

/** The times of all. */
export function mixTimes() {
  return mixes.map((mix) => mix.time);
}

/** Takes the mixes of a view. */
export function takeMixes(fresh) {
  mixes = fresh;
}

/** Lists the latest in the section. */
export function showMixes(section) {
  if (list === null) {
    list = element("ol", { class: "mixes" });
    section.querySelector(".plot").after(list);
  }
  const latest = mixes.slice(-SHOWN).reverse();
  if (latest.length === 0) {
    keyed(list, ["none"], () => element("li", { class: "quiet" }));
    setText(list.firstElementChild, text("mixes_none"));
    return;
  }
  const byKey = new Map(latest.map((mix) => [`${mix.time} ${mix.version}`, mix]));
  for (const entry of keyed(list, [...byKey.keys()], () => element("li"))) {
    setText(entry, said(byKey.get(entry.dataset.key)));
  }
}

function said({ time, version, count: several, servers, of }) {
  return text(several > 1 ? "mix_several" : "mix_line", {
    time: clock(time),
    count: count(several),
    version: count(version),
    servers: count(servers),
    of: count(of),
  });
}
