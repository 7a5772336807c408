import type { DataSource } from 'typeorm';

/** Each row of each table as a text: what a dump of the database holds. @param except tables to leave out */
export async function everythingStored(dataSource: DataSource, except: readonly string[] = []): Promise<string> {
  const tables = await dataSource.query<{ readonly name: string }[]>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and not table_name = any($1)`,
    [except],
  );
  const texts = [];
  for (const { name } of tables) {
    const rows = await dataSource.query<{ readonly text: string }[]>(`select t::text as text from ${name} t`);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}
