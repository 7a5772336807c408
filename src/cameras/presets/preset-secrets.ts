import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PresetEntity } from './preset.entity.js';
import type { JsonValue } from '../json-value.js';
import { mask } from '../secrets/mask.js';
import { SealedLocations } from '../secrets/sealed-locations.js';
import { sealedAtOnce, SealingSteps } from '../secrets/sealing-steps.js';

/** The free JSON of a preset. */
interface FreeParts {
  readonly vision: JsonValue;
  readonly layoutRules: JsonValue;
}

/** The secrets in a preset's free JSON: sealed beside it, `***` in it. */
@Injectable()
export class PresetSecrets implements OnModuleInit {
  constructor(
    private readonly steps: SealingSteps,
    private readonly sealed: SealedLocations,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.steps.run('presets', async (manager, behind) => {
      const rows = await manager.query<({ readonly id: number } & FreeParts)[]>(
        `select p.id, p.vision, p.layout_rules as "layoutRules" from presets p
         where p.id > $1 order by p.id limit ${sealedAtOnce} for update of p`,
        [behind],
      );
      for (const { id, ...parts } of rows) await this.write(manager, id, parts);
      return rows.at(-1)?.id;
    });
  }

  /** Stores a preset's free JSON, in the transaction that has created or locked it. */
  async write(manager: EntityManager, id: number, parts: FreeParts): Promise<void> {
    const row = await manager.findOne(PresetEntity, { select: { id: true, secretsSealed: true }, where: { id } });
    const before = row?.secretsSealed ?? null;
    const known = [this.sealed.open(before, locationOf(id))];
    const vision = mask(parts.vision, known, 'vision');
    const layoutRules = mask(parts.layoutRules, known, 'layoutRules');
    const locations = [...vision.locations, ...layoutRules.locations];
    const sealed = this.sealed.seal(locations, locationOf(id), before);
    await manager.query(
      'update presets set vision = $2::jsonb, layout_rules = $3::jsonb, secrets_sealed = $4 where id = $1',
      [id, jsonOf(vision.masked), jsonOf(layoutRules.masked), sealed],
    );
  }
}

function jsonOf(value: JsonValue): string | null {
  return value === null ? null : JSON.stringify(value);
}

function locationOf(id: number): string {
  return `presets.secrets_sealed:${id}`;
}
