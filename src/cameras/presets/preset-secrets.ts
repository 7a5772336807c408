import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { JsonValue } from '../json-value.js';
import { mask } from '../secrets/mask.js';
import { SealedLocations } from '../secrets/sealed-locations.js';
import { sealedAtOnce, SealingSteps } from '../secrets/sealing-steps.js';

/** What of a preset is free JSON. */
interface FreeParts {
  readonly vision: JsonValue;
  readonly layoutRules: JsonValue;
}

/** The secrets in a preset's free JSON: sealed beside it, shown as a veil. */
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

  /** Stores a preset's free JSON, in the transaction that has made or locked it. */
  async write(manager: EntityManager, id: number, parts: FreeParts): Promise<void> {
    const [row] = await manager.query<{ readonly before: string | null }[]>(
      'select secrets_sealed as before from presets where id = $1',
      [id],
    );
    const before = row?.before ?? null;
    const known = [this.sealed.open(before, locationOf(id))];
    const vision = mask(parts.vision, known, 'vision');
    const layoutRules = mask(parts.layoutRules, known, 'layoutRules');
    await manager.query(
      'update presets set vision = $2::jsonb, layout_rules = $3::jsonb, secrets_sealed = $4 where id = $1',
      [
        id,
        stored(vision.masked),
        stored(layoutRules.masked),
        this.sealed.seal([...vision.locations, ...layoutRules.locations], locationOf(id), before),
      ],
    );
  }
}

function stored(value: JsonValue): string | null {
  return value === null ? null : JSON.stringify(value);
}

function locationOf(id: number): string {
  return `presets.secrets_sealed:${id}`;
}
