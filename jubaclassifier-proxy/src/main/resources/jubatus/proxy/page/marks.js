// Diamonds on the time line of a chart, each with something to tell: at the pointer, and by keyboard with the arrow keys.

import { element, setText } from "./elements.js";
import { text } from "./texts.js";

/** How far from a mark the pointer may be, in pixels. */
const REACH = 12;
const SIZE = 5;
const TIP_BELOW = 14;
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };

export class Marks {
  /**
   * label: the key of the name of all
   * all: answers the marks, from the oldest on: { time, said }, the time in milliseconds
   */
  constructor({ label, all }) {
    Object.assign(this, { label, all, plot: null, chosen: null, pointed: null });
    this.tip = element("p", { class: "tip", "aria-hidden": "true" });
    this.ring = element("i", { "aria-hidden": "true" });
    this.slider = element("div", { class: "marks", role: "slider", tabindex: "0", "aria-valuemin": "1" }, this.ring, this.tip);
    this.slider.addEventListener("keydown", (event) => this.press(event));
    this.slider.addEventListener("focus", () => this.choose(this.seen().at(-1)));
    this.slider.addEventListener("blur", () => this.choose(undefined));
  }

  /** Those that are on the chart. */
  seen(plot = this.plot) {
    return this.all().filter(({ time }) => time / 1000 >= plot.scales.x.min);
  }

  /** Stands on a chart from now on. */
  follow(plot) {
    this.plot = plot;
    this.point(plot.cursor.left);
  }

  /** Notes where the pointer is; far off if it is left of the chart. */
  point(left) {
    const near = this.seen()
      .map((mark) => ({ mark, distance: Math.abs(this.left(mark) - left) }))
      .reduce((best, each) => (each.distance < best.distance ? each : best), { distance: REACH });
    this.pointed = left < 0 ? null : near.mark?.time ?? null;
    this.tell();
  }

  press(event) {
    const marks = this.seen();
    if (event.key === "Escape") {
      this.choose(undefined);
    } else if (event.key in STEPS) {
      const from = marks.findIndex(({ time }) => time >= (this.chosen ?? Infinity));
      const to = (from < 0 ? marks.length : from) + STEPS[event.key];
      this.choose(marks[Math.max(0, Math.min(marks.length - 1, to))]);
      event.preventDefault();
    }
  }

  choose(mark) {
    this.chosen = mark?.time ?? null;
    this.tell();
  }

  /** Tells of the mark at the pointer, else of the one chosen; to those who do not see it, of the latest if none is. */
  tell() {
    const marks = this.seen();
    const shown = marks.find(({ time }) => time === (this.pointed ?? this.chosen));
    this.slider.hidden = marks.length === 0;
    this.tip.hidden = this.ring.hidden = shown === undefined;
    if (marks.length > 0) {
      const spoken = marks.find(({ time }) => time === this.chosen) ?? marks.at(-1);
      this.slider.setAttribute("aria-label", text(this.label));
      this.slider.setAttribute("aria-valuemax", marks.length);
      this.slider.setAttribute("aria-valuenow", marks.indexOf(spoken) + 1);
      this.slider.setAttribute("aria-valuetext", spoken.said);
    }
    if (shown !== undefined) {
      setText(this.tip, shown.said);
      this.place(this.left(shown));
    }
  }

  place(at) {
    const { offsetLeft, offsetTop } = this.plot.over;
    const left = offsetLeft + at;
    const room = this.slider.clientWidth - this.tip.offsetWidth;
    this.ring.style.left = `${left}px`;
    this.ring.style.top = `${offsetTop + SIZE}px`;
    this.tip.style.left = `${Math.max(0, Math.min(room, left - this.tip.offsetWidth / 2))}px`;
    this.tip.style.top = `${offsetTop + SIZE + TIP_BELOW}px`;
  }

  left({ time }) {
    return this.plot.valToPos(time / 1000, "x");
  }

  /** Draws them on the canvas of their chart; where they stand close together, they are small. */
  draw(plot, colour) {
    const { ctx, bbox } = plot;
    const places = this.seen(plot).map(({ time }) => plot.valToPos(time / 1000, "x", true));
    const closest = Math.min(...places.slice(1).map((place, i) => place - places[i]));
    const size = Math.max(2, Math.min(SIZE, closest / devicePixelRatio / 3)) * devicePixelRatio;
    const y = bbox.top + SIZE * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = ctx.strokeStyle = colour;
    ctx.lineWidth = devicePixelRatio;
    for (const x of places) {
      ctx.globalAlpha = 0.4;
      ctx.beginPath();
      ctx.moveTo(x, y + size);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.globalAlpha = 1;
      ctx.beginPath();
      ctx.moveTo(x, y - size);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
      ctx.lineTo(x - size, y);
      ctx.fill();
    }
    ctx.restore();
  }
}
