import { DomainError } from '#errors';
import { createHash, randomBytes } from 'node:crypto';
import type { UserCaller } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { AgentActivationEntity } from './agent-activation.entity.js';

const lifeSeconds = 15 * 60;
const mostPerPerson = 100;

/**
 * Tokens that a person gives to a camera's agent while it is installed; each is valid for 15 minutes and for its creator
 * only. No agent connects to this server, so no token ever leads to a camera.
 */
@Injectable()
export class AgentActivationsService {
  constructor(
    @InjectRepository(AgentActivationEntity) private readonly activations: Repository<AgentActivationEntity>,
    private readonly clock: Clock,
  ) {}

  /** 192 random bits, returned once; only their hash is stored. At most 100 live ones a person: the oldest is deleted. */
  async create(caller: UserCaller): Promise<string> {
    const token = randomBytes(24).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifeSeconds * 1000);
    await this.activations.query(
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

  /** @throws DomainError object.not-found (device) when it is unknown, expired, or somebody else's */
  async assertLive(caller: UserCaller, token: string): Promise<void> {
    const expiresAt = MoreThan(this.clock.now());
    if (!(await this.activations.existsBy({ hash: hashOf(token), userId: caller.userId, expiresAt })))
      throw new DomainError('object.not-found', 'activation token', { object: 'device' });
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
