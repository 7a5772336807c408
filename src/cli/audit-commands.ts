import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import {
  AuditExportService,
  type AuditRange,
  type AuditRecord,
  type AuditVerification,
  AuditVerifierService,
  type NotedHead,
} from '#audit';
import { answer, type Json, printable, wantsJson } from './answer.js';
import { withCore } from './open-core.js';

interface TailOptions {
  readonly lines: number;
  readonly follow?: boolean;
}

const pollMilliseconds = 1_000;
const mostLines = 10_000;
/** ISO 8601: a day in UTC, or a moment with its zone. */
const momentForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** `camgate audit …`: what happened, and whether the log of it is whole. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('what happened, and whether the log of it is whole');
  audit
    .command('verify')
    .description('check every row, link and end of the log; exit 1 and name what was changed, removed or inserted')
    .option('--head <sequence:hash>', 'a head that an earlier run printed: it must still be in the log', toHead)
    .action((options: { readonly head?: NotedHead }, command: Command) => verify(options, command));
  audit
    .command('export')
    .description('write events to standard output as NDJSON, oldest first')
    .option('--since <time>', 'from then on, such as 2027-01-31 or 2027-01-31T12:00:00Z', toMoment)
    .option('--until <time>', 'before then', toMoment)
    .action((options: AuditRange) => exportEvents(options));
  audit
    .command('tail')
    .description('the newest events; with --json one object a line')
    .option('-n, --lines <number>', 'how many', toLines, 20)
    .option('-f, --follow', 'go on with what happens, until interrupted')
    .action((options: TailOptions, command: Command) => tail(options, command));
}

async function verify({ head }: { readonly head?: NotedHead }, command: Command): Promise<void> {
  const found = await withCore((core) => core.get(AuditVerifierService).verify(head));
  answer(command, toJson(found), toText(found));
  if (!found.ok) process.exitCode = 1;
}

function toText({ ok, sealed, unsealed, first, head, problems, found }: AuditVerification): string {
  const waiting = unsealed === 0 ? '' : `, ${unsealed} not yet sealed`;
  const summary = `${sealed} rows sealed${waiting}; numbers ${first} to ${head.sequence}; head ${head.sequence}:${head.hash}`;
  const named = problems.map(({ kind, message }) => `${kind}: ${printable(message)}`);
  const more = found > problems.length ? [`and ${found - problems.length} more`] : [];
  return ok
    ? `The audit log is whole: ${summary}`
    : [...named, ...more, `The audit log is NOT whole: ${summary}`].join('\n');
}

function toJson({ ok, sealed, unsealed, first, head, problems, found }: AuditVerification): Json {
  return {
    ok,
    sealed,
    unsealed,
    first,
    head: { sequence: head.sequence, hash: head.hash },
    found,
    problems: problems.map(({ kind, id, sequence, through, message }) => ({
      kind,
      id: id === undefined ? null : Number(id),
      sequence: sequence ?? null,
      through: through ?? null,
      message,
    })),
  };
}

async function exportEvents(range: AuditRange): Promise<void> {
  await withCore(async (core) => {
    for await (const events of core.get(AuditExportService).run(range)) await write(events.map(toLine).join(''));
  });
}

async function tail({ lines, follow = false }: TailOptions, command: Command): Promise<void> {
  const format = wantsJson(command) ? toLine : toSentence;
  await withCore(async (core) => {
    const events = core.get(AuditExportService);
    // Read before the rows: what is sealed in between is shown once, because its id is remembered.
    const newest = await events.newest();
    const last = await events.last(lines);
    await write(last.map(format).join(''));
    if (follow) await followAfter(events, newest, new Set(last.map(({ id }) => id)), format);
  });
}

/** Until a signal ends the process. @param shown rows that were printed and may come again */
async function followAfter(
  events: AuditExportService,
  newest: number,
  shown: Set<string>,
  format: (event: AuditRecord) => string,
): Promise<never> {
  for (let after = newest; ;) {
    await setTimeout(pollMilliseconds);
    const next = await events.after(after);
    const fresh = next.filter(({ id }) => !shown.has(id));
    await write(fresh.map(format).join(''));
    // What is sealed now does not come again; what waits comes until it is sealed.
    after = Math.max(after, ...next.map(({ sequence }) => sequence ?? 0));
    shown.clear();
    for (const { id, sequence } of next) if (sequence === undefined) shown.add(id);
  }
}

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

function toLine(event: AuditRecord): string {
  const { id, sequence, at, dialect, userAgent, requestId, hash, ...rest } = event;
  const { event: name, actor, subject, client, ip, outcome, reason } = rest;
  return `${JSON.stringify({
    id: Number(id),
    sequence: sequence ?? null,
    at,
    event: name,
    actor,
    subject,
    client,
    dialect,
    ip,
    user_agent: userAgent,
    request_id: requestId,
    outcome,
    reason,
    hash: hash ?? null,
  })}\n`;
}

function toSentence({ at, event, actor, subject, client, dialect, ip, outcome, reason }: AuditRecord): string {
  const parts = [at, event, outcome, actor, subject, client && `through ${client}`, dialect, ip, reason];
  return `${printable(parts.map((part) => part ?? '-').join('  '))}\n`;
}

function toHead(value: string): NotedHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(value) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new InvalidArgumentError('It must be a number and a hash, as verify prints them.');
  return { sequence: Number(sequence), hash };
}

function toMoment(value: string): Date {
  const moment = momentForm.test(value) ? new Date(value) : undefined;
  if (moment === undefined || Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError('It must be a day or a moment with its zone, in ISO 8601.');
  return moment;
}

function toLines(value: string): number {
  const lines = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (lines < 1 || lines > mostLines) throw new InvalidArgumentError(`It must be a number from 1 to ${mostLines}.`);
  return lines;
}
