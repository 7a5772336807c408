import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type MetricObject, Registry } from 'prom-client';

/** A worker's question and its answer; the process that keeps the workers adds up what all of them have. */
const question = 'camgate:metrics';
const answered = 'camgate:metrics-text';
/** Longer than the primary waits for its workers. */
const patienceMilliseconds = 6_000;

interface Message {
  readonly type: string;
  readonly id: number;
  readonly text?: string | undefined;
}

/** The metrics of one of several processes that share a port (`WORKERS`). */
export class WorkerMetrics {
  private readonly waiting = new Map<number, (text: string | undefined) => void>();
  private last = 0;

  /** @param own the metrics of this process */
  constructor(own: () => Promise<readonly MetricObject[]>) {
    AggregatorRegistry.setRegistries([new CountedRegistry(own)]);
    // Its making is what listens for the primary.
    void new AggregatorRegistry();
    process.on('message', (message) => {
      if (!isMessage(message, answered)) return;
      this.waiting.get(message.id)?.(message.text);
      this.waiting.delete(message.id);
    });
  }

  /** Those of all processes, as text. @throws Error when one of them does not answer within 5 s */
  async text(): Promise<string> {
    const id = (this.last += 1);
    let timer: NodeJS.Timeout | undefined;
    try {
      const text = await new Promise<string | undefined>((resolve) => {
        this.waiting.set(id, resolve);
        timer = setTimeout(() => resolve(undefined), patienceMilliseconds);
        process.send?.({ type: question, id } satisfies Message);
      });
      if (text === undefined) throw new Error('A worker does not answer.');
      return text;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }
}

/** Adds up the metrics of the workers, in the process that keeps them. */
export class PrimaryMetrics {
  private readonly registry = new AggregatorRegistry();

  get mediaType(): string {
    return this.registry.contentType;
  }

  /** Answers the workers' questions. */
  listen(): void {
    cluster.on('message', (worker: Worker, message: unknown) => {
      if (isMessage(message, question)) void this.answer(worker, message.id);
    });
  }

  /** @throws Error when a worker does not answer within 5 s */
  text(): Promise<string> {
    return this.registry.clusterMetrics();
  }

  private async answer(worker: Worker, id: number): Promise<void> {
    const text = await this.text().catch(() => undefined);
    if (worker.isConnected()) worker.send({ type: answered, id, text } satisfies Message);
  }
}

/** A registry as the adding up asks for it: only `getMetricsAsJSON` is called. */
class CountedRegistry extends Registry {
  constructor(private readonly own: () => Promise<readonly MetricObject[]>) {
    super();
  }

  override async getMetricsAsJSON(): ReturnType<Registry['getMetricsAsJSON']> {
    // The border: the same objects under a narrower type.
    return (await this.own()) as Awaited<ReturnType<Registry['getMetricsAsJSON']>>;
  }
}

function isMessage(message: unknown, type: string): message is Message {
  return message instanceof Object && 'type' in message && message.type === type && 'id' in message;
}
