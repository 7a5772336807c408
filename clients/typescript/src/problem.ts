import type { components } from './schema.js';

/** What a REST error says (RFC 9457). */
export type ProblemBody = components['schemas']['Problem'];

/** An answer that is an error. */
export class CamgateProblem extends Error {
  override readonly name = 'CamgateProblem';

  /** @param body undefined where the answer is no problem document, such as a proxy's */
  constructor(
    readonly status: number,
    readonly body: ProblemBody | undefined,
  ) {
    super(body?.detail ?? `The server answered ${status}.`);
  }

  /** What is wrong, for programs, such as `camera.not-found`. */
  get code(): string | undefined {
    return this.body?.code;
  }
}

/** An error's body where it is a problem. */
export function problemOf(status: number, body: unknown): CamgateProblem {
  return new CamgateProblem(status, isProblem(body) ? body : undefined);
}

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}
