import { type Caller, type StoredCaller, StoredCallersService } from '#auth';
import { Clock, Vault } from '#config';
import { OutboundError, OutboundHttp } from '#outbound';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DeliveryStore, type LeasedDelivery } from './delivery-store.js';
import { type MessageSubject, WebhookMessage } from './webhook-message.js';
import { signatureHeaders } from './webhook-signature.js';
import type { DeliveryOutcome } from './webhook.js';

const milliseconds = 10_000;
/** Bytes of an answer that are read; who answers more is slow or hostile. */
const longestAnswer = 65_536;
const gone = 410;

/** Where a message goes, and for whom. */
export interface SendingWebhook {
  readonly id: number;
  readonly url: string;
  readonly caller: StoredCaller;
  readonly secretSealed: string | null;
}

/** Sends messages of webhooks: signed, without following redirects, to addresses that the policy allows. */
@Injectable()
export class WebhookSender {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly http: OutboundHttp,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly callers: StoredCallersService,
    private readonly messages: WebhookMessage,
    private readonly deliveries: DeliveryStore,
  ) {}

  /** Sends one message. @returns whether the receiver took it, or it needs no sending */
  async send(delivery: LeasedDelivery): Promise<boolean> {
    const webhook = await this.find(delivery.webhookId);
    // Deleted meanwhile, and its messages with it.
    if (webhook === undefined) return true;
    const owner = await this.ownerOf(webhook);
    const body = owner && (await this.messages.bodyOf(owner, { ...delivery, webhookId: webhook.id }));
    if (body === undefined) {
      await this.deliveries.drop(delivery.id, 'dropped', 'owner');
      return true;
    }
    const outcome = await this.post(webhook, delivery.messageId, body);
    if (outcome.status === gone) await this.stop(webhook.id, delivery.id);
    else await this.deliveries.note(delivery, outcome);
    await this.dataSource.query(
      `update webhooks set ${outcome.delivered ? 'succeeded_at' : 'failed_at'} = $2 where id = $1`,
      [webhook.id, this.clock.now()],
    );
    return outcome.delivered;
  }

  /** Sends a message that is not repeated. */
  async test(webhook: SendingWebhook, messageId: string, subject: MessageSubject): Promise<DeliveryOutcome> {
    const owner = await this.ownerOf(webhook);
    const body = owner && (await this.messages.bodyOf(owner, subject));
    return body === undefined
      ? { delivered: false, status: null, failure: 'owner' }
      : this.post(webhook, messageId, body);
  }

  private async post(
    { id, url, secretSealed }: SendingWebhook,
    messageId: string,
    body: string,
  ): Promise<DeliveryOutcome> {
    if (secretSealed === null) throw new Error(`Webhook ${id} has no secret.`);
    const secret = this.vault.open(secretSealed, secretPlace(id));
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      ...signatureHeaders(secret, { id: messageId, seconds: this.clock.seconds(), body }),
    };
    return exchange(this.http, url, { method: 'POST', headers, body });
  }

  private async ownerOf({ caller }: SendingWebhook): Promise<Caller | undefined> {
    const owner = await this.callers.find(caller);
    return owner?.permissions.has('cameras:read') === true ? owner : undefined;
  }

  private async find(id: number | null): Promise<SendingWebhook | undefined> {
    const [row] = await this.dataSource.query<SendingWebhook[]>(
      'select id, url, caller, secret_sealed as "secretSealed" from webhooks where id = $1',
      [id],
    );
    return row;
  }

  /** The receiver says that it is gone for good (RFC 9110 §15.5.11). */
  private async stop(id: number, deliveryId: string): Promise<void> {
    await this.deliveries.drop(deliveryId, 'dead', 'answered', gone);
    await this.dataSource.query('update webhooks set active = false where id = $1', [id]);
  }
}

/** @returns what came of it; nothing of the answer but its status */
export async function exchange(
  http: OutboundHttp,
  url: string,
  request: Pick<Parameters<OutboundHttp['exchange']>[1], 'method' | 'headers' | 'body'>,
): Promise<DeliveryOutcome> {
  try {
    const { status } = await http.exchange(url, { ...request, milliseconds, longestBody: longestAnswer });
    const delivered = status >= 200 && status < 300;
    return { delivered, status, failure: delivered ? null : 'answered' };
  } catch (error) {
    // Forbidden and unreachable look alike: nobody scans our network with it.
    if (error instanceof OutboundError) return { delivered: false, status: null, failure: 'unreachable' };
    throw error;
  }
}

/** What a webhook's secret is sealed for. */
export function secretPlace(id: number): string {
  return `webhooks.secret_sealed:${id}`;
}
