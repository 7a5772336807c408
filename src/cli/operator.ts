import type { DoneBy } from '#auth';

/** The actor of the command line in the audit log: whoever may run it on this machine. */
export const operator: DoneBy = { actor: 'cli' };
