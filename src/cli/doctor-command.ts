import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import { OrganizationsService } from '#access';
import { SigningKeysService, system, UsersService } from '#auth';
import { CamerasService } from '#cameras';
import { loadConfig, redactedDatabaseUrl } from '#config';
import { answer, printable } from './answer.js';
import { explain } from './explain-error.js';
import { withCore } from './open-core.js';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

type Check = (core: INestApplicationContext) => Promise<{ readonly ok?: boolean; readonly detail: string }>;

const oldestServer = 140_000;

/** What a server needs to work; one line each. */
const checks: Readonly<Record<string, Check>> = {
  database: async (core) => {
    const [found] = await core
      .get(DataSource)
      .query<{ version: string; number: number }[]>(
        `select current_setting('server_version') as version, current_setting('server_version_num')::integer as number`,
      );
    const ok = (found?.number ?? 0) >= oldestServer;
    return { ok, detail: `PostgreSQL ${found?.version ?? '?'}${ok ? '' : '; 14 or later is needed'}` };
  },
  extensions: async (core) => {
    const found = await core
      .get(DataSource)
      .query<{ extname: string }[]>(`select extname from pg_extension where extname in ('cube', 'pg_trgm') order by 1`);
    const names = found.map(({ extname }) => extname);
    return { ok: names.length === 2, detail: names.join(', ') || 'cube and pg_trgm are missing' };
  },
  schema: async (core) => {
    const pending = await core.get(DataSource).showMigrations();
    return { ok: !pending, detail: pending ? 'migrations are pending' : 'up to date' };
  },
  'signing keys': async (core) => {
    const keys = await core.get(SigningKeysService).list();
    const current = keys.find(({ status }) => status === 'current');
    return { ok: current !== undefined, detail: current ? `${current.kid} signs` : 'no current key' };
  },
  administrator: async (core) => {
    const someone = await core.get(UsersService).hasAdministrator();
    return {
      ok: someone,
      detail: someone ? 'there is one' : 'nobody; make one: camgate user create --login L --admin',
    };
  },
  organization: async (core) => {
    const { id, title } = await core.get(OrganizationsService).default();
    return { detail: `the default one is ${id} (${title})` };
  },
  cameras: async (core) => ({ detail: `${await core.get(CamerasService).count(system, { where: [] })} cameras` }),
};

/** `camgate doctor`: checks everything that a server needs. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check the settings, the database, the keys and the accounts')
    .action((_: unknown, command: Command) => examine(command));
}

async function examine(command: Command): Promise<void> {
  const findings = [...(await examineSettings())];
  if (findings.every(({ ok }) => ok)) findings.push(...(await examineCore()));
  const text = findings.map(({ check, ok, detail }) => `${ok ? 'ok    ' : 'FAILED'}  ${check}: ${printable(detail)}`);
  answer(
    command,
    findings.map(({ check, ok, detail }) => ({ check, ok, detail })),
    text.join('\n'),
  );
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function examineSettings(): Promise<readonly Finding[]> {
  const node = { check: 'node', ok: true, detail: process.version };
  return [node, await finding('settings', async () => settingsFinding())];
}

function settingsFinding(): { readonly detail: string } {
  const { config, warnings } = loadConfig();
  const database =
    config.databaseUrl === undefined
      ? `embedded database in ${config.dataDirectory}`
      : redactedDatabaseUrl(config.databaseUrl);
  return { detail: [database, ...warnings].join('; ') };
}

async function examineCore(): Promise<readonly Finding[]> {
  try {
    return await withCore(async (core) => {
      const findings: Finding[] = [];
      for (const [check, examineIt] of Object.entries(checks))
        findings.push(await finding(check, () => examineIt(core)));
      return findings;
    });
  } catch (error) {
    return [{ check: 'start', ok: false, detail: explain(error) }];
  }
}

async function finding(
  check: string,
  work: () => Promise<{ readonly ok?: boolean; readonly detail: string }>,
): Promise<Finding> {
  try {
    const { ok = true, detail } = await work();
    return { check, ok, detail };
  } catch (error) {
    return { check, ok: false, detail: explain(error).split('\n    at ', 1)[0]?.replaceAll('\n', ' ') ?? '' };
  }
}
