import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { JsonValue } from '../json-value.js';
import { mask } from '../secrets/mask.js';
import { SealedPlaces } from '../secrets/sealed-places.js';
import { sealedAtOnce, SealingSteps } from '../secrets/sealing-steps.js';

/** The secrets in what a preset says of vision: sealed beside it, shown as a veil. */
@Injectable()
export class PresetSecrets implements OnModuleInit {
  constructor(
    private readonly steps: SealingSteps,
    private readonly sealed: SealedPlaces,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.steps.run('presets', async (manager, behind) => {
      const rows = await manager.query<{ readonly id: number; readonly vision: JsonValue }[]>(
        `select p.id, p.vision from presets p where p.id > $1 order by p.id limit ${sealedAtOnce} for update of p`,
        [behind],
      );
      for (const { id, vision } of rows) await this.write(manager, id, vision);
      return rows.at(-1)?.id;
    });
  }

  /** Stores what a preset says of vision, in the transaction that has made or locked it. */
  async write(manager: EntityManager, id: number, vision: JsonValue): Promise<void> {
    const [row] = await manager.query<{ readonly before: string | null }[]>(
      'select secrets_sealed as before from presets where id = $1',
      [id],
    );
    const before = row?.before ?? null;
    const { shown, places } = mask(vision, [this.sealed.open(before, placeOf(id))], 'vision');
    await manager.query('update presets set vision = $2::jsonb, secrets_sealed = $3 where id = $1', [
      id,
      shown === null ? null : JSON.stringify(shown),
      this.sealed.seal(places, placeOf(id), before),
    ]);
  }
}

function placeOf(id: number): string {
  return `presets.secrets_sealed:${id}`;
}
