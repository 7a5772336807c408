import type { UserCaller } from '#auth';
import { Clock, Vault } from '#config';
import { referring } from '#database';
import { invalid } from '#errors';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BrowserEntity } from './browser.entity.js';

const mostPerPerson = 100;
const endpointForm = /^https:\/\/[\x21-\x7e]{1,2040}$/;
const keyForm = /^[A-Za-z0-9_=+/-]{1,512}$/;

/** A browser that notifications would go to (W3C Push API). */
export interface BrowserSubscription {
  /** https, at most 2048 characters. */
  readonly endpoint: string;
  /** base64url, at most 512 characters each. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Everybody's own browsers. An endpoint belongs to the last person who registered it. Nothing is sent there. */
@Injectable()
export class WebPushService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** Idempotent; at most 100 a person: the oldest is deleted. @throws DomainError object.invalid (endpoint, keys) */
  async subscribe(caller: UserCaller, { endpoint, keys }: BrowserSubscription): Promise<void> {
    if (!isEndpoint(endpoint)) invalid('subscription', 'endpoint');
    if (!keyForm.test(keys.p256dh) || !keyForm.test(keys.auth)) invalid('subscription', 'keys');
    const sealed = this.vault.seal(JSON.stringify(keys), `push_browsers.keys_sealed:${endpoint}`);
    const written = this.dataSource.query(
      `insert into push_browsers as b (user_id, endpoint, keys_sealed, created_at) values ($1, $2, $3, $4)
       on conflict (endpoint) do update set user_id = $1, keys_sealed = $3, created_at = $4`,
      [caller.userId, endpoint, sealed, this.clock.now()],
    );
    await referring('subscription', 'endpoint', written);
    await this.dataSource.query(
      `delete from push_browsers where user_id = $1 and endpoint <> $2 and id in (
         select id from push_browsers where user_id = $1 order by created_at desc, id desc offset ${mostPerPerson})`,
      [caller.userId, endpoint],
    );
  }

  async has(caller: UserCaller, endpoint: string): Promise<boolean> {
    if (!isEndpoint(endpoint)) return false;
    return this.dataSource.getRepository(BrowserEntity).existsBy({ userId: caller.userId, endpoint });
  }

  /** @returns whether there was one */
  async unsubscribe(caller: UserCaller, endpoint: string): Promise<boolean> {
    if (!isEndpoint(endpoint)) return false;
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      'delete from push_browsers where user_id = $1 and endpoint = $2',
      [caller.userId, endpoint],
    );
    return removed > 0;
  }
}

function isEndpoint(text: string): boolean {
  return endpointForm.test(text);
}
