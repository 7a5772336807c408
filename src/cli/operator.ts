import { systemFor } from '#auth';

/** The actor of the command line in the audit log: whoever may run it on this machine. */
export const operator = { actor: 'cli' } as const;

/** The same where a caller is wanted: it may do anything. */
export const operatorCaller = systemFor(operator);
