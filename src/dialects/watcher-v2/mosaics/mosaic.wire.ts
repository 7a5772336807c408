import type { Mosaic, MosaicDraft, MosaicField } from '#layouts';
import type { MosaicBody, MosaicItem } from './mosaic.dto.js';

/** By which fields mosaics can be sorted. */
export const mosaicOrders: Readonly<Record<string, MosaicField>> = {
  id: 'id',
  title: 'title',
  type: 'type',
  organization_id: 'organizationId',
  visible: 'visible',
};

export function toMosaicWire({ id, title, type, organizationId, visible, cameras }: Mosaic): MosaicItem {
  return {
    id,
    title,
    type,
    organization_id: organizationId,
    visible,
    cameras: cameras.map((camera) => camera?.name ?? null),
  };
}

export function toMosaicDraft({ title, type, organization_id, visible, cameras }: MosaicBody): MosaicDraft {
  return { title, type, organizationId: organization_id, visible, cameras };
}
