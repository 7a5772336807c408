import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A camera in a mosaic; a deleted camera leaves its cell empty. */
@Entity('mosaic_cells')
@Index('mosaic_cells_camera_id_idx', ['cameraId'])
export class MosaicCellEntity {
  @PrimaryColumn({ type: 'integer', name: 'mosaic_id', primaryKeyConstraintName: 'mosaic_cells_pkey' })
  @ForeignKey('MosaicEntity', { onDelete: 'CASCADE', name: 'mosaic_cells_mosaic_id_fkey' })
  mosaicId!: number;

  /** From 0, row by row. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'mosaic_cells_pkey' })
  position!: number;

  @Column({ type: 'integer', name: 'camera_id' })
  @ForeignKey('CameraEntity', { onDelete: 'CASCADE', name: 'mosaic_cells_camera_id_fkey' })
  cameraId!: number;
}
