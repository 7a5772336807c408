import { SqlParameters } from '#lists';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { CameraInput, CameraMedia } from '../camera-media.js';
import { valueColumns } from '../writing/camera-values.js';
import { splitUrls, type Urls } from './camera-secrets.js';
import { maskCamera, type SecretBearing, secretTexts, textsOf } from './mask-camera.js';
import { SealedCredentials } from './sealed-credentials.js';
import { sealedAtOnce, SealingSteps } from './sealing-steps.js';

type Texts = ReturnType<typeof textsOf<Required<SecretBearing>>>;
interface Row extends Urls, Omit<Texts, keyof Urls> {
  readonly id: number;
  readonly name: string;
  readonly ip: string | null;
  readonly port: number | null;
  readonly inputs: readonly CameraInput[] | null;
  readonly media: CameraMedia;
  readonly credentialsSealed: string | null;
}

const columns = ['name', 'ip', 'port', ...secretTexts, 'inputs', 'media', 'credentialsSealed'] as const;
const selection = columns.map((field) => `c.${valueColumns[field].name} as "${field}"`).join(', ');

/** Seals the secrets that older versions stored in plain, once, before any request is answered. */
@Injectable()
export class CameraSealing implements OnModuleInit {
  constructor(
    private readonly steps: SealingSteps,
    private readonly sealed: SealedCredentials,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.steps.run('cameras', (manager, behind) => this.sealSome(manager, behind));
  }

  private async sealSome(manager: EntityManager, behind: number): Promise<number | undefined> {
    const rows = await manager.query<Row[]>(
      `select c.id, ${selection} from cameras c where c.id > $1 order by c.id limit ${sealedAtOnce} for update of c`,
      [behind],
    );
    for (const row of rows) await write(manager, row, this.sealedValues(row));
    return rows.at(-1)?.id;
  }

  private sealedValues(row: Row): Partial<Row> {
    const before = this.sealed.before(row.name, row.credentialsSealed);
    // It was sealed with another master secret and cannot be opened; the next change of the camera seals the row.
    if (before === undefined) return {};
    const inputs = row.inputs?.map((input) => withOptions(input, before.options(input.url))) ?? null;
    const { urls, credentials } = splitUrls(row);
    const { ip, port, media } = row;
    const { masked, locations } = maskCamera({ ...textsOf(row), ...urls, ip, port, inputs, media }, [before.locations]);
    return { ...masked, credentialsSealed: before.seal(credentials, locations) };
  }
}

/** Older versions sealed secret options as a whole; now the options stay and only their secrets are sealed. */
function withOptions(input: CameraInput, options: CameraInput['options']): CameraInput {
  return options === undefined ? input : { ...input, options: { ...options, ...deep(input.options, options) } };
}

function deep(visible: CameraInput['options'] = {}, hidden: NonNullable<CameraInput['options']>): object {
  return Object.fromEntries(
    Object.entries(visible).map(([key, value]) => {
      const secret = hidden[key];
      const both = isTree(value) && isTree(secret);
      return [key, both ? { ...secret, ...deep(value, secret) } : value];
    }),
  );
}

function isTree(value: unknown): value is NonNullable<CameraInput['options']> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Leaves the version and the last editor as they are: nobody has changed the camera. */
async function write(manager: EntityManager, row: Row, values: Partial<Row>): Promise<void> {
  const sql = new SqlParameters();
  const assignments = columns.flatMap((field) => {
    const value = values[field];
    if (value === undefined || isDeepStrictEqual(value, row[field])) return [];
    const { name, type } = valueColumns[field];
    return `${name} = ${sql.add(type === 'jsonb' && value !== null ? JSON.stringify(value) : value)}::${type}`;
  });
  if (assignments.length === 0) return;
  await manager.query(`update cameras set ${assignments.join(', ')} where id = ${sql.add(row.id)}`, sql.values);
}
