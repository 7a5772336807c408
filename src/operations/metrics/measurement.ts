import type { Distribution } from '#config';

/** One value of a metric, with its labels. */
export interface MeasuredValue {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  /** Of a histogram's parts: its own name with `_bucket`, `_sum` or `_count`. */
  readonly metricName?: string;
}

/** A metric as Prometheus's client writes it, and as processes pass it on to each other. */
export interface Measurement {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** How the values of several processes of one server become one: what each has of its own is added, what all see is not. */
  readonly aggregator: 'sum' | 'max';
  readonly values: readonly MeasuredValue[];
}

/** What metrics are made of: each source is asked when somebody reads them. */
export abstract class MetricSource {
  /** @throws whatever its part throws: then its metrics are missing, and the others are there */
  abstract measure(): Promise<readonly Measurement[]> | readonly Measurement[];
}

/** Something that only grows, and begins anew with the process. */
export function counter(name: string, help: string, values: readonly MeasuredValue[]): Measurement {
  return { name, help, type: 'counter', aggregator: 'sum', values };
}

/** Something that each process has of its own. */
export function gauge(name: string, help: string, values: readonly MeasuredValue[]): Measurement {
  return { name, help, type: 'gauge', aggregator: 'sum', values };
}

/** Something that all processes see alike, because it is in the database. */
export function sharedGauge(name: string, help: string, values: readonly MeasuredValue[]): Measurement {
  return { name, help, type: 'gauge', aggregator: 'max', values };
}

export function histogram(
  name: string,
  help: string,
  parts: readonly { readonly labels: MeasuredValue['labels']; readonly distribution: Distribution }[],
): Measurement {
  const values = parts.flatMap(({ labels, distribution }) => {
    const below = distribution.cumulative();
    return [
      ...below.map((value, at) => ({
        metricName: `${name}_bucket`,
        labels: { ...labels, le: distribution.bounds[at] ?? '+Inf' },
        value,
      })),
      { metricName: `${name}_sum`, labels, value: distribution.sum },
      { metricName: `${name}_count`, labels, value: below.at(-1) ?? 0 },
    ];
  });
  return { name, help, type: 'histogram', aggregator: 'sum', values };
}

/** A value without labels. */
export function single(value: number): readonly MeasuredValue[] {
  return [{ labels: {}, value }];
}
