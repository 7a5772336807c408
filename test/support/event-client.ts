/** An event of a stream, as a browser dispatches it. */
export interface StreamEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** Reads Server-Sent Events (HTML Living Standard §9.2.6), so far as our streams go. */
export class EventClient {
  private readonly arrived: StreamEvent[] = [];
  private arrival: (() => void) | undefined;
  private lastId = '';
  /** Settles when the server has closed the connection. */
  readonly closed: Promise<void>;
  isClosed = false;

  private constructor(
    readonly response: Response,
    private readonly controller: AbortController,
  ) {
    this.closed = this.read().finally(() => {
      this.isClosed = true;
      this.arrival?.();
    });
  }

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventClient> {
    const controller = new AbortController();
    return new EventClient(await fetch(url, { headers, signal: controller.signal }), controller);
  }

  get lastEventId(): string {
    return this.lastId;
  }

  /** The next event. @throws Error when the stream has ended */
  async next(): Promise<StreamEvent> {
    for (;;) {
      const event = this.arrived.shift();
      if (event !== undefined) return event;
      if (this.isClosed) throw new Error('The stream has ended.');
      await new Promise<void>((resolve) => (this.arrival = resolve));
    }
  }

  /** What has arrived and was not taken. */
  get waiting(): number {
    return this.arrived.length;
  }

  async close(): Promise<void> {
    this.controller.abort();
    await this.closed;
  }

  private async read(): Promise<void> {
    let text = '';
    try {
      for await (const piece of this.response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += piece;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          this.take(text.slice(0, end));
          text = text.slice(end + 2);
        }
      }
    } catch {
      // Aborted, or cut off.
    }
  }

  private take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => [line.split(':')[0] ?? '', line.replace(/^[^:]*: ?/, '')]));
    const id = fields.get('id');
    const data = fields.get('data');
    this.lastId = id ?? this.lastId;
    if (data === undefined) {
      this.arrival?.();
      return;
    }
    // The border: what the server sent.
    const event = {
      id: this.lastId,
      type: fields.get('event') ?? 'message',
      data: JSON.parse(data) as StreamEvent['data'],
    };
    this.arrived.push(event);
    this.arrival?.();
  }
}
