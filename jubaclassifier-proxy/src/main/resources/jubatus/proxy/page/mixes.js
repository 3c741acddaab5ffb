// The mixes that the proxy saw: marks on the chart, and the latest as a table.

import { byId, fillTable, setText } from "./elements.js";
import { bytes, clock, count, millis, text } from "./texts.js";

const SHOWN = 5;
let mixes = [];

const COLUMNS = [
  { title: () => text("time"), cell: ({ time }) => clock(time) },
  { title: () => text("mix_version"), number: true, cell: versions },
  { title: () => text("mix_reached"), number: true, cell: ({ servers, of }) => `${count(servers)}/${count(of)}` },
  { title: () => text("mix_took"), number: true, cell: (mix) => millis(mix.millis) },
  { title: () => text("mix_bytes"), number: true, cell: (mix) => bytes(mix.bytes) },
];

/** All, for the chart. */
export function mixMarks() {
  return mixes.map((mix) => ({ time: mix.time, said: said(mix) }));
}

/** Takes the mixes of a view. */
export function takeMixes(fresh) {
  mixes = fresh;
}

/** Shows the latest. */
export function showMixes() {
  const latest = mixes.slice(-SHOWN).reverse();
  byId("mixes-none").hidden = latest.length > 0;
  setText(byId("mixes-none"), text("mixes_none"));
  const table = byId("latest-mixes");
  table.hidden = latest.length === 0;
  setText(table.caption, text("mixes_caption"));
  fillTable(table, COLUMNS, latest, (mix) => `${mix.time} ${mix.version}`);
}

/** Several mixes between two looks are one entry. */
function versions({ version, count: several }) {
  return several > 1 ? `${count(version - several + 1)}–${count(version)}` : count(version);
}

function said(mix) {
  const values = {
    time: clock(mix.time),
    count: count(mix.count),
    version: count(mix.version),
    servers: count(mix.servers),
    of: count(mix.of),
    took: millis(mix.millis),
    bytes: bytes(mix.bytes),
  };
  const line = text(mix.count > 1 ? "mix_several" : "mix_line", values);
  return mix.bytes === undefined ? line : line + text(mix.count > 1 ? "mix_last_cost" : "mix_cost", values);
}
