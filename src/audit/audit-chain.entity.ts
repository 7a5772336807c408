import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The ends of the chain over the audit events; one row, whose mark only the owner of the master secret can make. */
@Entity('audit_chains')
export class AuditChainEntity {
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'audit_chains_pkey' })
  id!: number;

  /** The key of all marks and links, sealed by the vault. */
  @Column({ type: 'text', name: 'key_sealed' })
  keySealed!: string;

  /** The newest sealed row. */
  @Column({ type: 'bigint' })
  sequence!: string;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  /** The newest row that was removed because of its age; 0: none. */
  @Column({ type: 'bigint', name: 'anchor_sequence' })
  anchorSequence!: string;

  @Column({ type: 'bytea', name: 'anchor_hash' })
  anchorHash!: Buffer;

  /** Up to here rows may be without a mark: versions before the chain wrote them. Null until those are sealed. */
  @Column({ type: 'bigint', name: 'unmarked_through', nullable: true })
  unmarkedThrough!: string | null;

  @Column({ type: 'bytea' })
  mark!: Buffer;
}
