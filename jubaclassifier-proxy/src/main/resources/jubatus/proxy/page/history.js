// The last ten minutes of a cluster, put together of what each answer adds.

const LONGEST = 10 * 60_000;
const SHORTEST = 2 * 60_000;
/** Where no point is for so long, nobody looked, and a line is broken off. */
const PAUSE = 15_000;

export class History {
  time = [];

  /** The time of the latest point, 0 if there is none. */
  get latest() {
    return this.time.at(-1) ?? 0;
  }

  /** When what is shown begins: ten minutes ago, or less if not so much is known. */
  get begin() {
    const age = this.latest - (this.time[0] ?? 0);
    return this.latest - Math.min(LONGEST, Math.max(SHORTEST, age));
  }

  /** Adds later points; drops those that are too old. */
  add({ time, ...lines }) {
    const names = Object.keys(lines);
    names.forEach((name) => (this[name] ??= []));
    time.forEach((at, i) => {
      if (this.time.length > 0 && at - this.latest > PAUSE) {
        this.time.push(this.latest + 1);
        names.forEach((name) => this[name].push(null));
      }
      this.time.push(at);
      names.forEach((name) => this[name].push(lines[name][i]));
    });
    const old = this.time.findIndex((at) => at >= this.latest - LONGEST);
    [...names, "time"].forEach((name) => this[name].splice(0, Math.max(0, old)));
  }

  /** What a line was lowest, highest and last; null if it has no value. */
  extent(name) {
    const values = (this[name] ?? []).filter((value) => value !== null);
    return values.length === 0
      ? null
      : { low: Math.min(...values), high: Math.max(...values), now: values.at(-1) };
  }

  /** For each minute that has values: its beginning, and the mean of each line. */
  minutes(names) {
    const byMinute = new Map();
    this.time.forEach((time, i) => {
      const minute = Math.floor(time / 60_000) * 60_000;
      const sums = byMinute.get(minute) ?? names.map(() => ({ sum: 0, count: 0 }));
      byMinute.set(minute, sums);
      names.forEach((name, line) => {
        const value = this[name][i];
        if (value !== null) {
          sums[line].sum += value;
          sums[line].count++;
        }
      });
    });
    return [...byMinute].map(([minute, sums]) =>
      ({ minute, means: sums.map(({ sum, count }) => (count === 0 ? null : sum / count)) }));
  }
}
