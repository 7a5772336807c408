import { auditName, type Caller } from '#auth';
import { CameraFeedService, type FeedQuestion, FeedWatch } from '#cameras';
import { Clock } from '#config';
import { DomainError } from '#errors';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TextStream } from '../../http/text.stream.js';
import { EventStream } from './event-stream.js';

const mostOfCaller = 20;
const mostOfAll = 2_000;
const checkMilliseconds = 1_000;
/** A client that takes nothing for so long is cut off. */
const stalledMilliseconds = 30_000;

/** What a client asked to follow. */
export interface StreamRequest {
  readonly caller: Caller;
  readonly question: FeedQuestion;
  readonly cursor: string;
  /** Who is asking, by the same credential, now. */
  readonly renew: () => Promise<Caller>;
  readonly reply: FastifyReply;
}

interface Open {
  readonly stream: EventStream;
  readonly name: string;
  readonly renew: () => Promise<Caller>;
  /** Cuts the connection. */
  readonly cut: () => void;
  checking: boolean;
}

/** All event streams of this process: their number, their credentials, their ends. */
@Injectable()
export class EventStreams implements OnModuleDestroy {
  private readonly open = new Set<Open>();
  private stopListening: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly feed: CameraFeedService,
    private readonly watch: FeedWatch,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError cursor.invalid, cursor.expired, attempts.exceeded beyond the bounds of callers and of this process */
  async send({ caller, question, cursor, renew, reply }: StreamRequest): Promise<void> {
    const stream = new EventStream(this.feed, caller, question, cursor, () => this.clock.now().getTime());
    const cut = (): void => void reply.raw.destroy();
    const entry: Open = { stream, name: auditName(caller), renew, cut, checking: false };
    this.add(entry);
    const close = (): void => {
      stream.end();
      this.remove(entry);
    };
    reply.raw.once('close', close);
    try {
      const text = await TextStream.of(stream.text());
      void reply.type('text/event-stream').send(text);
    } catch (error) {
      close();
      throw error;
    }
  }

  onModuleDestroy(): void {
    for (const { stream } of this.open) stream.end();
  }

  private add(entry: Open): void {
    const own = [...this.open].filter(({ name }) => name === entry.name).length;
    if (own >= mostOfCaller || this.open.size >= mostOfAll)
      throw new DomainError('attempts.exceeded', 'too many event streams', { retryAfterSeconds: 30 });
    this.open.add(entry);
    this.stopListening ??= this.watch.listen(() => {
      for (const { stream } of this.open) stream.wake();
    });
    this.timer ??= setInterval(() => {
      for (const one of this.open) void this.check(one);
    }, checkMilliseconds).unref();
  }

  private remove(entry: Open): void {
    this.open.delete(entry);
    if (this.open.size > 0) return;
    this.stopListening?.();
    this.stopListening = undefined;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Cuts a client off whose credential has ended, or who does not read. */
  private async check(entry: Open): Promise<void> {
    const { stream, renew, cut } = entry;
    if (this.clock.now().getTime() - (stream.stalledSince ?? Infinity) > stalledMilliseconds) {
      cut();
      return;
    }
    if (entry.checking) return;
    entry.checking = true;
    try {
      const caller = await renew();
      if (!caller.permissions.has('cameras:read')) cut();
      stream.caller = caller;
    } catch {
      cut();
    } finally {
      entry.checking = false;
    }
  }
}
