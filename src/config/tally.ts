/** Counts events by a few words, such as a kind and an outcome. Cheap enough for hot paths: nothing is written anywhere. */
export class Tally<Label extends string> {
  private readonly counts = new Map<string, { readonly labels: Readonly<Record<Label, string>>; count: number }>();

  /** @param labels of a closed set: each combination is kept for as long as the process runs */
  add(labels: Readonly<Record<Label, string>>, count = 1): void {
    let key = '';
    for (const name in labels) key += `${labels[name]}\n`;
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { labels, count });
    else known.count += count;
  }

  /** Since the process began. */
  all(): readonly { readonly labels: Readonly<Record<Label, string>>; readonly count: number }[] {
    return [...this.counts.values()];
  }
}

/** How values are distributed over buckets, as Prometheus's histograms count. */
export class Distribution {
  private readonly counts: Float64Array;
  private total = 0;

  /** @param bounds the upper bounds of the buckets, ascending; one without a bound is added */
  constructor(readonly bounds: readonly number[]) {
    this.counts = new Float64Array(bounds.length + 1);
  }

  add(value: number): void {
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && value > (bounds[at] ?? 0)) at += 1;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.total += value;
  }

  /** The sum of all values. */
  get sum(): number {
    return this.total;
  }

  /** How many values are at most each bound, then how many there are. */
  cumulative(): readonly number[] {
    let below = 0;
    return [...this.counts].map((count) => (below += count));
  }
}
