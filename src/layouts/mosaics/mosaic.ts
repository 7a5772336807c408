export const mosaicTypes = ['1x7', '2x2', '3x3', '4x4', '5x5', '6x6', '6x8', '7x7', '8x8'] as const;
export type MosaicType = (typeof mosaicTypes)[number];

/** How many cameras fit: one large and seven small, or columns by rows. */
export const cellsOf: Readonly<Record<MosaicType, number>> = {
  '1x7': 8,
  '2x2': 4,
  '3x3': 9,
  '4x4': 16,
  '5x5': 25,
  '6x6': 36,
  '6x8': 48,
  '7x7': 49,
  '8x8': 64,
};

/** A camera in a mosaic. */
export interface MosaicCamera {
  readonly id: number;
  readonly name: string;
  readonly title: string | null;
}

/** Cameras side by side. */
export interface Mosaic {
  readonly id: number;
  readonly title: string;
  readonly type: MosaicType;
  readonly organizationId: number;
  /** Visible to the organization, not only to its owner. */
  readonly visible: boolean;
  /** One per cell; null: an empty cell, or a camera that the caller does not see. */
  readonly cameras: readonly (MosaicCamera | null)[];
  readonly createdAt: Date;
}
export type MosaicField = 'id' | 'title' | 'type' | 'organizationId' | 'visible' | 'createdAt';

export interface MosaicDraft {
  /** 1 to 255 characters. */
  readonly title?: string | undefined;
  readonly type?: MosaicType | undefined;
  readonly organizationId?: number | undefined;
  readonly visible?: boolean | undefined;
  /** Names of cameras, null for an empty cell; no more than the type has cells. */
  readonly cameras?: readonly (string | null)[] | undefined;
}
