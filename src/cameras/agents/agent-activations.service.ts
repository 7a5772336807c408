import { DomainError } from '#errors';
import { createHash, randomBytes } from 'node:crypto';
import type { UserCaller } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
const lifeSeconds = 15 * 60;
const mostPerPerson = 100;

/**
 * Texts that a person shows to a camera's agent while it is installed, each its maker's; good for 15 minutes. No agent
 * connects to this server, so none of them is ever answered with a camera.
 */
@Injectable()
export class AgentActivationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** 192 random bits, shown once; only their hash is kept. At most 100 live ones a person: the oldest goes. */
  async create(caller: UserCaller): Promise<string> {
    const token = randomBytes(24).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifeSeconds * 1000);
    await this.dataSource.query(
      `with gone as (
         delete from agent_activations where expires_at <= $3 or hash in (
           select hash from agent_activations where user_id = $2 order by created_at desc offset ${mostPerPerson - 1}
         )
       )
       insert into agent_activations (hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)`,
      [hashOf(token), caller.userId, now, expiresAt],
    );
    return token;
  }

  /** @throws DomainError object.not-found (device) when it is unknown, over, or somebody else's */
  async assertLive(caller: UserCaller, token: string): Promise<void> {
    const found = await this.dataSource.query<unknown[]>(
      'select from agent_activations where hash = $1 and user_id = $2 and expires_at > $3',
      [hashOf(token), caller.userId, this.clock.now()],
    );
    if (found.length === 0) throw new DomainError('object.not-found', 'activation token', { object: 'device' });
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
