import type { DataSource } from 'typeorm';

/** How PostgreSQL ran a statement. */
export interface Plan {
  readonly text: string;
  /** Pages of 8 KiB that it looked at, in memory or on disk: what it costs, however busy the machine is. */
  readonly pages: number;
  /** Rows that the largest sort took in. */
  readonly largestSort: number;
}

export type PlanMode = 'force_custom_plan' | 'force_generic_plan';

/** Runs a prepared statement once and says how: planned for its very values, or for any. */
export async function explain(
  dataSource: DataSource,
  text: string,
  values: readonly unknown[],
  mode: PlanMode,
): Promise<Plan> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query(`set local plan_cache_mode = ${mode}`);
    await runner.query(`set local jit = off`);
    await runner.query(`prepare explained as ${text}`);
    const literals = values.map(literal).join(', ');
    const rows = await runner.manager.query<{ 'QUERY PLAN': string }[]>(
      `explain (analyze, timing off, buffers) execute explained ${values.length > 0 ? `(${literals})` : ''}`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    const lines = plan.split('\n');
    const sorted = lines.flatMap((line, index) =>
      /-> +Sort|^Sort/.test(line)
        ? [Number(/actual rows=(\d+)/.exec(lines.slice(index + 1).join('\n'))?.[1] ?? 0)]
        : [],
    );
    return {
      text: plan,
      pages: pagesOf(plan),
      largestSort: Math.max(0, ...sorted),
    };
  } finally {
    await runner.rollbackTransaction();
    // Not all: the server's own prepared statements live on the same connections.
    await runner.query('deallocate explained').catch(() => undefined);
    await runner.release();
  }
}

/** Of the topmost node, which counts what all below it looked at. */
function pagesOf(plan: string): number {
  const [, hit = '0', read = '0'] = /Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?/.exec(plan) ?? [];
  return Number(hit) + Number(read);
}

function literal(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.length === 0) return `'{}'`;
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  return `'${String(value).replaceAll("'", "''")}'`;
}
