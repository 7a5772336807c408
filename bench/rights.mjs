import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Client } from 'pg';
import { rightsStatement } from '../dist/access/permissions/rights-statement.js';
import { visibleCameras, visibleSets } from '../dist/access/visible-cameras.js';
import { compileQuery } from '../dist/cameras/search/compile-query.js';
import { countOfSets, idsOfSets } from '../dist/cameras/search/ids-of-sets.js';
import { compileShape } from '../dist/cameras/search/compile-shape.js';
import { compilePlainList } from '../dist/cameras/search/plain-list-reader.js';
import { migrate } from '../dist/database/index.js';
import { SqlParameters } from '../dist/lists/index.js';
import { median } from './measure.mjs';

const size = { cameras: 1_000_000, organizations: 1000, users: 10_000 };
const times = 21;
const mostOfHandful = 1000;
const shape = { id: 'id', name: 'name', title: 'title' };
const inFrance = { where: [{ operator: 'in', field: 'country', values: ['FR'] }] };
const byName = { where: [], sort: [{ field: 'name', descending: false }] };

/**
 * What rights cost at a million cameras, ten thousand users and folder trees eight deep: each query as the modules send
 * it, beside the same question of somebody whose cameras are known without asking. Written to RIGHTS.md, with the plans.
 */
export async function rights(serverUrl) {
  const name = 'camgate_bench_rights';
  const url = new URL(serverUrl);
  await onServer(serverUrl, `DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  await migrate(url.toString());
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await fill(client);
    await measure(client);
  } finally {
    await client.end();
    await onServer(serverUrl, `DROP DATABASE ${name}`);
  }
}

async function onServer(url, ...statements) {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function fill(client) {
  // Built at the end, they take a tenth of the time of keeping them up to date.
  const { rows } = await client.query(
    `select indexname, indexdef from pg_indexes where indexname in ('cameras_search_idx', 'cameras_position_idx')`,
  );
  for (const { indexname } of rows) await client.query(`drop index ${indexname}`);
  for (const [name, value] of Object.entries(size)) await client.query(`set tenants.${name} = '${value}'`);
  await client.query(readFileSync(new URL('tenants.sql', import.meta.url), 'utf8'));
  for (const { indexdef } of rows) await client.query(indexdef);
  await client.query('vacuum analyze');
}

async function callersOf(client) {
  const one = async (sql, values = []) => (await client.query(sql, values)).rows[0];
  const { id: large } = await one(
    'select organization_id as id from cameras group by 1 order by count(*) desc limit 1',
  );
  const { id: small } = await one('select min(id) as id from organizations where not is_default and id <> $1', [large]);
  const newcomer = async (kind, bare, grant, ...values) => {
    const { id: userId } = await one('insert into users (login, subject) values ($1, gen_random_uuid()) returning id', [
      kind,
    ]);
    await client.query(grant, [userId, ...values]);
    return { kind, caller: { kind: 'user', userId, accessLevel: 'generic', permissions: new Set() }, bare };
  };
  const member = (kind, organization) =>
    newcomer(
      kind,
      { with: '', where: `c.organization_id = ${organization}` },
      'insert into memberships (user_id, organization_id, can_view_streams) values ($1, $2, true)',
      organization,
    );
  const folderViewer = async (kind, organization) => {
    const { id } = await one('select min(id) as id from folders where organization_id = $1 and level = 1', [
      organization,
    ]);
    const bare = {
      with: `with recursive b (id) as (select ${id} union all select f.id from b join folders f on f.parent_id = b.id)`,
      where: 'c.folder_id in (select id from b)',
    };
    return newcomer(
      kind,
      bare,
      'insert into folder_permissions (user_id, folder_id, can_view) values ($1, $2, true)',
      id,
    );
  };
  return [
    await member('a member of an organization of 900', small),
    await member('a member of an organization of 100,000', large),
    await folderViewer('a viewer of a folder with six levels below it', small),
    await folderViewer('the same in the organization of 100,000', large),
    await newcomer(
      'a viewer of a hundred cameras',
      {
        with: '',
        where: `c.id in (select camera_id from camera_permissions where user_id = (select max(id) from users))`,
      },
      `insert into camera_permissions (user_id, camera_id, can_view)
       select $1, id, true from cameras where id % (select max(id) / 100 from cameras) = 7`,
    ),
  ];
}

/** Each question: how the modules ask it, and how somebody would who knows where to look. */
function questions({ caller, bare }, handful, sample) {
  const built = (build) => {
    const sql = new SqlParameters();
    return { text: build(sql), values: sql.values };
  };
  const filtered = (query, order) => ({
    ours: built((sql) => {
      const { where } = compileQuery(caller, query, sql, handful);
      return `select c.id from cameras c where ${where} order by ${order} limit 101`;
    }),
    bare: {
      text: `${bare.with} select c.id from cameras c where ${bare.where} ${query === inFrance ? `and c.country = 'FR'` : ''} order by ${order} limit 101`,
      values: [],
    },
  });
  return {
    'the first hundred': {
      named: true,
      ours: built((sql) =>
        compilePlainList(caller, { limit: 100, after: undefined, backward: undefined }, compileShape(shape, true), sql),
      ),
      bare: {
        text: `${bare.with} select c.id, c.name, c.title from cameras c where ${bare.where} order by c.id limit 101`,
        values: [],
      },
    },
    'one camera': {
      named: true,
      ours: built(
        (sql) =>
          `select c.* from cameras c where c.name = ${sql.add(`tenant-${sample}`)} and ${visibleCameras(caller, sql)}`,
      ),
      bare: { text: 'select c.* from cameras c where c.name = $1', values: [`tenant-${sample}`] },
    },
    'how many': {
      ours: built((sql) => countOfSets(visibleSets(caller, sql))),
      bare: { text: `${bare.with} select count(*) from cameras c where ${bare.where}`, values: [] },
    },
    'a hundred of a country': filtered(inFrance, 'c.id'),
    'a hundred by name': filtered(byName, 'c.name, c.id'),
    'rights on a hundred': {
      ours: built((sql) =>
        rightsStatement(
          caller,
          `${sql.add(Array.from({ length: 100 }, (_, index) => sample + index * 31))}::integer[]`,
          sql,
        ),
      ),
      bare: {
        text: 'select c.id from cameras c where c.id = any($1::integer[])',
        values: [Array.from({ length: 100 }, (_, index) => sample + index * 31)],
      },
    },
  };
}

async function measure(client) {
  await client.query('set jit = off');
  const lines = [];
  const plans = [];
  for (const who of await callersOf(client)) {
    const sql = new SqlParameters();
    const ids = await client.query({
      text: idsOfSets(visibleSets(who.caller, sql), 'true', 'id', String(mostOfHandful + 1)),
      values: sql.values,
      rowMode: 'array',
    });
    const handful = ids.rows.length > mostOfHandful ? undefined : ids.rows.map(([id]) => id);
    for (const [what, { ours, bare, named }] of Object.entries(questions(who, handful, ids.rows[0][0]))) {
      const name = (whose) => (named ? `${whose} ${lines.length}` : undefined);
      const mine = await timed(client, { ...ours, name: name('ours') });
      const theirs = await timed(client, { ...bare, name: name('bare') });
      lines.push(
        `| ${who.kind} | ${what} | ${mine.toFixed(2)} ms | ${theirs.toFixed(2)} ms | ${(mine / theirs).toFixed(1)} x |`,
      );
      console.log(lines.at(-1));
      if (isShown(who.kind, what))
        plans.push(`### ${who.kind}: ${what}\n\n\`\`\`\n${await planOf(client, ours)}\n\`\`\``);
    }
  }
  writeFileSync(new URL('RIGHTS.md', import.meta.url), await report(client, lines, plans));
}

/** Every question once, of whom it is hardest for, and where many cameras make another plan. */
function isShown(kind, what) {
  if (kind === 'a viewer of a folder with six levels below it') return true;
  return kind === 'a member of an organization of 100,000' && what !== 'one camera' && !what.startsWith('rights');
}

/** Milliseconds from asking to the last row; the median. Planned each time, unless it has a name, as in the modules. */
async function timed(client, { text, values, name }) {
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    const begun = performance.now();
    await client.query({ text, values: [...values], name });
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

/** The plan as it ran, without what did not run, and without the details of sorts and buffers. */
async function planOf(client, { text, values }) {
  const { rows } = await client.query({
    text: `explain (analyze, costs off, timing off, buffers off) ${text}`,
    values: [...values],
    rowMode: 'array',
  });
  const lines = rows
    .map(([line]) => line)
    .filter((line) => !/never executed|Sort Method|Storage:|Index Searches|Heap Fetches|Heap Blocks|Batches/.test(line))
    .map((line) =>
      line.replace(/'\{[\d,]{60,}\}'::integer\[\]/, "'{...}'::integer[]").replaceAll('.00 loops', ' loops'),
    );
  return lines.join('\n');
}

async function report(client, lines, plans) {
  const { rows } = await client.query(
    `select (select count(*) from cameras) as cameras, (select count(*) from organizations) as organizations,
       (select count(*) from folders) as folders, (select count(*) from users) as users,
       (select count(*) from memberships) as memberships, (select count(*) from folder_permissions) as "folder permissions",
       (select count(*) from camera_permissions) as "camera permissions"`,
  );
  const counts = Object.entries(rows[0]).map(([name, count]) => `${Number(count).toLocaleString('en')} ${name}`);
  return `# Rights at a million cameras

\`npm run bench -- rights\`, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${new Date().toISOString().slice(0, 10)}: ${counts.join(', ')};
folder trees of the levels 0 to 7. Medians of ${times}, in milliseconds from asking to the last row; the first hundred
and one camera are prepared statements, as in the modules, the others are planned each time. Beside each question stands the same one without rights, of somebody who knows the organization, the folder or the cameras.

| who | asks for | Camgate | bare SQL | |
|---|---|---|---|---|
${lines.join('\n')}

## Plans

${plans.join('\n\n')}
`;
}
