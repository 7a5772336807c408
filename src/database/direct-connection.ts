import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import { Client } from 'pg';
import { DatabaseLocation } from './database-location.js';
import { clientOptions, DatabaseSession, findSession } from './database-session.js';

const answerMilliseconds = 3_000;

/** A connection of one's own, outside the pool and past a pooler, where DATABASE_DIRECT_URL names the way. */
export interface OwnConnection {
  readonly client: Client;
  /** Whether a session keeps its state: false behind a transaction pooler, where LISTEN hears nothing. */
  readonly keepsSession: boolean;
}

/** Opens connections for what the pool is not made for. */
@Injectable()
export class DirectConnection {
  constructor(
    private readonly location: DatabaseLocation,
    private readonly session: DatabaseSession,
    private readonly config: Config,
  ) {}

  /** A statement on it fails after 3 s. The caller ends it, and listens for its `error` and `end`. @throws Error */
  async open(): Promise<OwnConnection> {
    const { databaseDirectUrl: direct } = this.config;
    const { tls, startupSettings } = direct === undefined ? this.session : await findSession(direct);
    const client = new Client({
      ...clientOptions(direct ?? this.location.url, tls),
      keepAlive: true,
      connectionTimeoutMillis: answerMilliseconds,
      query_timeout: answerMilliseconds,
    });
    // Without a listener, a broken connection would end the process.
    client.on('error', () => undefined);
    await client.connect();
    return { client, keepsSession: startupSettings };
  }
}
