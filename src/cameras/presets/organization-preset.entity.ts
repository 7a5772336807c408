import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A preset that an organization may use. */
@Entity('organization_presets')
@Index('organization_presets_preset_id_idx', ['presetId'])
export class OrganizationPresetEntity {
  @PrimaryColumn({ type: 'integer', name: 'organization_id', primaryKeyConstraintName: 'organization_presets_pkey' })
  @ForeignKey('OrganizationEntity', { onDelete: 'CASCADE', name: 'organization_presets_organization_id_fkey' })
  organizationId!: number;

  @PrimaryColumn({ type: 'integer', name: 'preset_id', primaryKeyConstraintName: 'organization_presets_pkey' })
  @ForeignKey('PresetEntity', { onDelete: 'CASCADE', name: 'organization_presets_preset_id_fkey' })
  presetId!: number;
}
