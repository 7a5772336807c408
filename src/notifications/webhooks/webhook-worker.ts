import { FeedWatch } from '#cameras';
import { Clock } from '#config';
import { isUnavailable, reasonOf } from '#database';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DeliveryStore, type LeasedDelivery } from './delivery-store.js';
import { SubscriptionSender } from './subscription-sender.js';
import { WebhookReader } from './webhook-reader.js';
import { WebhookSender } from './webhook-sender.js';

const tickMilliseconds = 1_000;
/** Rights that begin or end by time write nothing: each webhook is read this often at least. */
const readAtLeastMilliseconds = 60_000;
const pruneMilliseconds = 600_000;
const mostAtOnce = 32;
const mostOfReceiver = 4;
const longestRest = 60_000;

/** How a receiver does at present, as this process sees it. */
interface Receiver {
  busy: number;
  failures: number;
  restsUntil: number;
}

/**
 * Reads the feed for webhooks and sends their messages, in every process of the server. A receiver that fails or is slow has at
 * most four messages on their way and rests after a failure; the others do not wait for it.
 */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Webhooks');
  private readonly receivers = new Map<string, Receiver>();
  private readonly sending = new Set<Promise<void>>();
  private newsAt: Date;
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;
  private stopListening: (() => void) | undefined;
  private prunedAt = performance.now();
  private isClosing = false;

  constructor(
    private readonly watch: FeedWatch,
    private readonly reader: WebhookReader,
    private readonly sender: WebhookSender,
    private readonly subscriptions: SubscriptionSender,
    private readonly deliveries: DeliveryStore,
    private readonly clock: Clock,
  ) {
    this.newsAt = this.clock.now();
  }

  onApplicationBootstrap(): void {
    this.stopListening = this.watch.listen(() => {
      this.newsAt = this.clock.now();
      this.tick();
    });
    this.timer = setInterval(() => this.tick(), tickMilliseconds).unref();
  }

  /** What is on its way may end; the rest is left to another process, or to the next start. */
  async onApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    this.stopListening?.();
    clearInterval(this.timer);
    const all = Promise.all([this.ticking, ...this.sending]);
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
  }

  private tick(): void {
    if (this.isClosing) return;
    this.ticking ??= this.work()
      .catch((error: unknown) => {
        if (!isUnavailable(error) && !this.isClosing)
          this.logger.error(`Webhooks were not worked on: ${reasonOf(error)}`);
      })
      .finally(() => (this.ticking = undefined));
  }

  private async work(): Promise<void> {
    const now = this.clock.now();
    // A clock that was set back must not make everything news for ever.
    if (this.newsAt > now) this.newsAt = now;
    const longAgo = new Date(now.getTime() - readAtLeastMilliseconds);
    await this.reader.readAll(longAgo > this.newsAt ? longAgo : this.newsAt);
    await this.sendDue();
    if (performance.now() - this.prunedAt < pruneMilliseconds) return;
    this.prunedAt = performance.now();
    await this.deliveries.prune();
  }

  private async sendDue(): Promise<void> {
    while (this.sending.size < mostAtOnce && !this.isClosing) {
      const now = this.clock.now().getTime();
      for (const [name, { busy, restsUntil }] of this.receivers)
        if (busy === 0 && restsUntil < now - longestRest) this.receivers.delete(name);
      const except = [...this.receivers]
        .filter(
          ([, { busy, restsUntil }]) => busy >= mostOfReceiver || (restsUntil > now && restsUntil <= now + longestRest),
        )
        .map(([name]) => name);
      const due = await this.deliveries.lease(Math.min(mostAtOnce - this.sending.size, mostOfReceiver), except);
      if (due.length === 0) return;
      for (const delivery of due) {
        const sent = this.send(delivery).finally(() => {
          this.sending.delete(sent);
          this.tick();
        });
        this.sending.add(sent);
      }
    }
  }

  private async send(delivery: LeasedDelivery): Promise<void> {
    const receiver = this.receivers.get(delivery.receiver) ?? { busy: 0, failures: 0, restsUntil: 0 };
    this.receivers.set(delivery.receiver, receiver);
    receiver.busy += 1;
    try {
      const sender = delivery.subscriptionId === null ? this.sender : this.subscriptions;
      const isTaken = await sender.send(delivery);
      receiver.failures = isTaken ? 0 : receiver.failures + 1;
      if (!isTaken)
        receiver.restsUntil = this.clock.now().getTime() + Math.min(500 * 2 ** receiver.failures, longestRest);
    } catch (error) {
      // Its lease ends, and it is sent again.
      if (!isUnavailable(error) && !this.isClosing) this.logger.error(`A message was not sent: ${reasonOf(error)}`);
    } finally {
      receiver.busy -= 1;
    }
  }
}
