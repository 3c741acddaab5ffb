// Lines over the last ten minutes, drawn by uPlot; beside them the same in words, and as a table for whoever wants one.

import { drawn, element, keyed, setText } from "./elements.js";
import { Marks } from "./marks.js";
import { clock, text } from "./texts.js";

const HEIGHT = 190;
const DASHES = [[], [7, 4], [2, 3]];
/** An axis by tens with a line and a text for each power, where uPlot would leave out texts. */
const POWERS = {
  splits: (plot, axis, low, high) => {
    const from = Math.round(Math.log10(low));
    return Array.from({ length: Math.round(Math.log10(high)) - from + 1 }, (none, i) => 10 ** (from + i));
  },
  filter: (plot, splits) => splits,
};
const dark = matchMedia("(prefers-color-scheme: dark)");

/**
 * A chart in a section.
 *
 * lines: the names in the history, which are also the keys of their texts and the names of their colours
 * format: how a value looks
 * byTens: whether each line of the grid is ten times the one below, for values that differ much
 * marks: what is marked on the time line, see Marks; and the key of what one is called
 */
export class Chart {
  constructor(section, { lines, format, byTens = false, marks = null }) {
    Object.assign(this, { section, lines, format, byTens, plot: null, history: null });
    this.marks = marks && new Marks(marks);
    this.markName = marks?.name;
    this.legend = element("ul", { class: "legend" });
    this.place = element("div", { class: "plot", "aria-hidden": "true" });
    this.said = element("p", { class: "said quiet" });
    this.table = element("table", {}, element("caption", { class: "unseen" }), element("thead"), element("tbody"));
    this.summary = element("summary");
    this.details = element("details", {}, this.summary, element("div", { class: "wide", tabindex: "0", role: "group" }, this.table));
    const plotted = element("div", { class: "plotted" }, this.place, ...(this.marks ? [this.marks.slider] : []));
    section.querySelector("h2").after(this.legend, plotted, this.said);
    section.append(this.details);
    this.details.addEventListener("toggle", () => this.tabulate());
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(this.place);
    dark.addEventListener("change", () => this.redraw());
  }

  /** Shows a history up to now. */
  show(history) {
    this.history = history;
    if (this.plot === null) {
      this.redraw();
    } else {
      this.plot.setData(this.data());
    }
    this.marks?.follow(this.plot);
    this.tell();
    this.tabulate();
  }

  /** Says all anew, in another language or for another cluster. */
  redraw() {
    this.plot?.destroy();
    this.plot = this.history === null ? null : new uPlot(this.options(), this.data(), this.place);
  }

  data() {
    const lines = this.lines.map((name) => this.history[name] ?? []);
    // There is no place for zero on a scale by tens.
    const drawable = this.byTens ? lines.map((values) => values.map((value) => value || null)) : lines;
    return [this.history.time.map((time) => time / 1000), ...drawable];
  }

  size() {
    return { width: Math.max(200, this.place.clientWidth), height: HEIGHT };
  }

  options() {
    const style = getComputedStyle(this.section);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const font = `12px ${style.fontFamily}`;
    const axis = { stroke: colour("quiet"), font, grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false } };
    return {
      ...this.size(),
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: { range: () => [this.history.begin / 1000, this.history.latest / 1000] },
        y: this.byTens
          ? { distr: 3, range: (plot, low, high) => tens(low ?? 1, high ?? 1) }
          : { range: (plot, low, high) => [0, high > 0 ? Math.max(high * 1.15, 1e-3) : 1] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 26, space: 90, values: (plot, splits, axis, space, step) => splits.map((at) => clock(at * 1000, step < 60)) },
        { ...axis, size: 62, space: 36, ...(this.byTens ? POWERS : {}), values: (plot, splits) => this.scale(splits) },
      ],
      series: [{}, ...this.lines.map((name, i) => ({
        stroke: colour(name),
        width: 2,
        dash: DASHES[i],
        fill: this.lines.length === 1 ? colour("fill") : undefined,
        points: { size: 5, fill: colour(name) },
      }))],
      hooks: {
        draw: [(plot) => this.marks?.draw(plot, colour("mark"))],
        setCursor: [(plot) => this.point(plot)],
      },
    };
  }

  /** What stands at the lines of the scale: nothing at a half, where that would be said like a whole. */
  scale(splits) {
    const said = (value) => this.format(value);
    if (this.byTens) {
      return splits.map(said);
    }
    return splits.map((value) => (Number.isInteger(value) || said(value) !== said(Math.round(value)) ? said(value) : ""));
  }

  point(plot) {
    this.tell(plot.cursor.idx);
    if (this.marks?.plot === plot) {
      this.marks.point(plot.cursor.left);
    }
  }

  /** The legend with the values at the pointer, else the latest; and what the lines do, in words. */
  tell(at) {
    const names = this.marks ? [...this.lines, this.markName] : this.lines;
    const entries = keyed(this.legend, names, (name) => legendEntry(name, this.lines.indexOf(name)));
    this.lines.forEach((name, i) => {
      const values = this.history[name] ?? [];
      setText(entries[i].querySelector(".name"), text(name));
      setText(entries[i].querySelector(".value"), this.format(at === undefined || at === null ? values.at(-1) : values[at]));
    });
    if (this.marks) {
      setText(entries.at(-1).querySelector(".name"), text(this.markName));
    }
    const parts = this.lines.map((name) => [name, this.history.extent(name)]).filter(([, extent]) => extent !== null);
    setText(this.said, parts.length === 0
      ? text("chart_none")
      : text("chart_said", { time: clock(this.history.time[0]), parts: parts.map(([name, extent]) => this.part(name, extent)).join(text("chart_joint")) }));
    setText(this.summary, text("as_table"));
  }

  part(name, { now, low, high }) {
    return text("chart_part", { name: text(name), now: this.format(now), low: this.format(low), high: this.format(high) });
  }

  /** Fills the table if it is open. */
  tabulate() {
    if (!this.details.open || this.history === null) {
      return;
    }
    const title = this.section.querySelector("h2").textContent;
    this.table.parentElement.setAttribute("aria-label", title);
    setText(this.table.caption, text("table_caption", { name: title }));
    const heads = [text("time"), ...this.lines.map((name) => text(name))];
    this.table.tHead.replaceChildren(element("tr", {}, ...heads.map((head, i) =>
      element("th", { scope: "col", class: i > 0 ? "number" : null }, head))));
    this.table.tBodies[0].replaceChildren(...this.history.minutes(this.lines).reverse().map(({ minute, means }) =>
      element("tr", {}, element("th", { scope: "row" }, clock(minute, false)),
        ...means.map((mean) => element("td", { class: "number" }, this.format(mean))))));
  }
}

/** The powers of ten around an extent. */
function tens(low, high) {
  const from = Math.floor(Math.log10(low));
  return [10 ** from, 10 ** Math.max(from + 1, Math.ceil(Math.log10(high)))];
}

/** Of a line, or of the marks if it is none. */
function legendEntry(name, line) {
  const sample = line < 0
    ? drawn("svg", { viewBox: "0 0 12 12", width: "12", height: "12", "aria-hidden": "true" }, drawn("path", { d: "M6 1 11 6 6 11 1 6z", class: "mark" }))
    : drawn("svg", { viewBox: "0 0 28 8", width: "28", height: "8", "aria-hidden": "true" },
      drawn("line", { x1: "1", y1: "4", x2: "27", y2: "4", "stroke-width": "2.5", "stroke-dasharray": DASHES[line].join(" "), class: `line-${name}` }));
  return element("li", {}, sample, element("span", { class: "name" }), ...(line < 0 ? [] : [element("strong", { class: "value" })]));
}
