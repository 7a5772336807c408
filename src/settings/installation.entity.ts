import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StoredInstallation } from './stored-installation.js';

/** What administrators set while the server runs; one row. */
@Entity('installation_settings')
export class InstallationEntity {
  /** Always 1. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'installation_settings_pkey' })
  id!: number;

  /** Everything but the secrets. */
  @Column({ type: 'jsonb' })
  values!: StoredInstallation;

  /** The mail's password and key, sealed together; null: none. */
  @Column({ type: 'text', nullable: true })
  secrets!: string | null;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
