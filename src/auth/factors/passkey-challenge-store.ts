import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Clock } from '#config';
import { Repository } from 'typeorm';
import { digest } from '../accounts/secrets.js';
import { PasskeyChallengeEntity } from './passkey-challenge.entity.js';

/** Tabs of one browser, each with its own sign-in page. */
const challengesOfPlace = 5;
const lifeSeconds = 300;

/** Challenges for authenticators: 256 random bits, for five minutes, each of use once and in one place. */
@Injectable()
export class PasskeyChallengeStore {
  constructor(
    @InjectRepository(PasskeyChallengeEntity) private readonly rows: Repository<PasskeyChallengeEntity>,
    private readonly clock: Clock,
  ) {}

  /** A new one, in base64url. Expired ones, and all but the last five of the place, are deleted along the way. */
  async begin(place: string): Promise<string> {
    const challenge = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const row = {
      hash: digest(challenge),
      place: digest(place),
      expiresAt: new Date(now.getTime() + lifeSeconds * 1000),
    };
    await this.rows.insert(row);
    // Others may be deleting the same ones: nobody waits for them.
    await this.rows.query(
      `DELETE FROM passkey_challenges WHERE hash IN (
         SELECT c.hash FROM passkey_challenges c
         WHERE c.expires_at <= $1 OR (c.place = $2 AND c.hash <> $3 AND c.hash NOT IN (
           SELECT n.hash FROM passkey_challenges n WHERE n.place = $2 AND n.hash <> $3
           ORDER BY n.expires_at DESC LIMIT $4))
         LIMIT 1000 FOR UPDATE OF c SKIP LOCKED)`,
      [now, row.place, row.hash, challengesOfPlace - 1],
    );
    return challenge;
  }

  /** Uses one up; of any number of concurrent requests one succeeds. False: unknown, used, expired, or of another place. */
  async use(place: string, challenge: string): Promise<boolean> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .delete()
      .where('hash = :hash AND place = :place AND expires_at > :now', {
        hash: digest(challenge),
        place: digest(place),
        now: this.clock.now(),
      })
      .execute();
    return affected === 1;
  }
}
