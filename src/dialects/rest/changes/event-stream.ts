import type { Caller } from '#auth';
import type { CameraFeedService, FeedQuestion } from '#cameras';
import { changeJson } from './change.wire.js';

const pageSize = 100;
/** Without a change: keeps proxies from closing it, and finds rights that began or ended by time. */
export const heartbeatMilliseconds = 15_000;

/** One client's events (Server-Sent Events, HTML Living Standard §9.2), read page by page at its pace. */
export class EventStream {
  private woken = false;
  private ended = false;
  private wakeUp: (() => void) | undefined;
  private waitingSince: number | undefined;

  /**
   * @param caller who is asking; replaced when their credential says otherwise
   * @param cursor where to go on
   * @param now milliseconds
   */
  constructor(
    private readonly feed: CameraFeedService,
    public caller: Caller,
    private readonly question: FeedQuestion,
    private cursor: string,
    private readonly now: () => number,
  ) {}

  /** Since when the client has not taken what it was given. */
  get stalledSince(): number | undefined {
    return this.waitingSince;
  }

  /** There may be changes. */
  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  /** Lets the answer end after what is being sent. */
  end(): void {
    this.ended = true;
    this.wakeUp?.();
  }

  /**
   * The text of the events.
   * @throws DomainError cursor.invalid, cursor.expired
   */
  async *text(): AsyncGenerator<string, void, void> {
    let greeting = 'retry: 2000\n';
    while (!this.ended) {
      this.woken = false;
      const page = await this.feed.changes(this.caller, this.question, this.cursor, pageSize);
      // The cursor behind each event: a connection that breaks between two goes on with the second.
      const events = page.changes.map(
        (change, index) => `id: ${page.cursorBehind(index)}\nevent: ${change.type}\ndata: ${changeJson(change)}\n\n`,
      );
      this.cursor = page.next;
      this.waitingSince = this.now();
      // A block without data is no event, but its id counts.
      yield `${events.join('')}${greeting}: \nid: ${this.cursor}\n\n`;
      this.waitingSince = undefined;
      greeting = '';
      if (!page.hasMore) await this.news();
    }
  }

  private async news(): Promise<void> {
    if (this.woken || this.ended) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, heartbeatMilliseconds);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = undefined;
  }
}
