import type { TestProject } from 'vitest/node';
import { missingPooler, startPooler } from './pooler.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of a PgBouncer in transaction mode before the tests' PostgreSQL; the application then connects through it. */
    readonly poolerHost?: string;
  }
}

/** One PgBouncer for the whole run, where there is one. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = missingPooler();
  if (missing !== undefined) {
    console.warn(`Not run through PgBouncer: ${missing}.`);
    return undefined;
  }
  const { postgresUrl } = project.getProvidedContext();
  const pooler = await startPooler(postgresUrl);
  project.provide('poolerHost', new URL(pooler.through(postgresUrl)).host);
  return () => pooler.close();
}
