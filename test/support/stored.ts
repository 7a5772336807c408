import type { DataSource } from 'typeorm';

/** Each row of each table as a text: what a dump of the database holds. */
export async function everythingStored(dataSource: DataSource): Promise<string> {
  const tables = await dataSource.query<{ readonly name: string }[]>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
  );
  const texts = [];
  for (const { name } of tables) {
    const rows = await dataSource.query<{ readonly text: string }[]>(`select t::text as text from ${name} t`);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}
