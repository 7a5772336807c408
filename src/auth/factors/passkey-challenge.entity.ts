import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A challenge that an authenticator is to sign, once. */
@Entity('passkey_challenges')
@Index('passkey_challenges_place_idx', ['place'])
@Index('passkey_challenges_expires_at_idx', ['expiresAt'])
export class PasskeyChallengeEntity {
  /** SHA-256 of the challenge. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'passkey_challenges_pkey' })
  hash!: Buffer;

  /** SHA-256 of where alone it may come back: a browser, a sign-in between two pages, or a person. */
  @Column({ type: 'bytea' })
  place!: Buffer;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt!: Date;
}
