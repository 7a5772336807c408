import { expect } from 'vitest';
import type { Said } from './rest-client.js';

declare module 'vitest' {
  interface Matchers<T> {
    /** Says no as RFC 9457 has it, with this status and code, naming this field, and nothing of the inside. */
    toBeProblem(status: number, code: string, field?: string): T;
  }
}

const inside = /select |insert |node_modules|\.ts:|Error:|postgres/i;

expect.extend({
  toBeProblem(said: Said, status: number, code: string, field?: string) {
    const expected = {
      type: `urn:camgate:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.any(String),
      instance: expect.stringMatching(/^\//),
      code,
      request_id: said.headers.get('x-request-id'),
      ...(field === undefined ? {} : { errors: expect.arrayContaining([expect.objectContaining({ field })]) }),
    };
    const pass =
      said.status === status &&
      this.equals(said.body, expect.objectContaining(expected)) &&
      (said.headers.get('content-type') ?? '').includes('application/problem+json') &&
      said.headers.get('cache-control') === 'no-store' &&
      !inside.test(JSON.stringify(said.body));
    return {
      pass,
      message: () => `the answer is${pass ? '' : ' not'} the problem ${status} ${code} ${field ?? ''}`,
      actual: { status: said.status, headers: Object.fromEntries(said.headers), body: said.body },
      expected: { status, body: expected },
    };
  },
});
