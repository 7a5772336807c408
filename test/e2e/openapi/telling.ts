import type { DialectName } from '#config';
import { DocumentedAnswers } from './answers.js';
import { type Definition, type ExampleRequest, examplesOf, inOrder } from './definition.js';
import { openFreshServer } from './fresh-server.js';
import { send } from './send.js';
import { stories } from './stories.js';

/** The sentence of a success that this server never answers. */
const neverAnswered = /This server never sends it|^Never: /;

/**
 * Sends the examples of one chapter to a fresh server, each operation once.
 * @param round which of its bodies; operations that have not so many send their first one, and are not judged again
 * @returns what was not answered as it is documented; undefined when no operation has so many bodies
 */
export async function tell(
  dialect: DialectName,
  chapter: number,
  round: number,
): Promise<readonly string[] | undefined> {
  const story = stories[dialect];
  const server = await openFreshServer();
  try {
    const definition = (await (await fetch(`${server.url}/openapi/${dialect}.json`)).json()) as Definition;
    const operations = examplesOf(definition).filter(
      ([first]) =>
        first !== undefined &&
        story.chapters[chapter]?.(first.route) === true &&
        story.notSent[first.operation.operationId] === undefined,
    );
    if (!operations.some((bodies) => bodies.length > round)) return undefined;
    const chosen = operations.flatMap((bodies) => bodies[round] ?? bodies[0] ?? []);
    const judged = new Set(operations.flatMap((bodies) => bodies[round]?.operation.operationId ?? []));
    const answers = new DocumentedAnswers(definition);
    const told = new Map<string, unknown>();
    const credentials = await story.signIn(server);
    const faults: string[] = [];
    for (const request of inOrder(chosen, story.places)) {
      const id = request.operation.operationId;
      const replaced = (await story.replacements[id]?.values(server, told)) ?? {};
      const response = await send(server.url, request, replaced, story.own[id]?.(server) ?? credentials);
      const remembered = response.clone();
      const found = isNeverAnswered(request)
        ? faultsOfRefusal(request, response)
        : await answers.faultsOf(request.operation, response);
      if (judged.has(id)) faults.push(...found.map((fault) => `${id} (${request.method} ${request.route}): ${fault}`));
      told.set(id, await remembered.json().catch(() => undefined));
    }
    return faults;
  } finally {
    await server.close();
  }
}

function isNeverAnswered({ operation }: ExampleRequest): boolean {
  return Object.values(operation.responses).some(({ description = '' }) => neverAnswered.test(description));
}

/** What takes a part that is not here says so (501), or that the thing is not there (404); as it is documented. */
function faultsOfRefusal({ operation }: ExampleRequest, { status }: Response): readonly string[] {
  const isRefused = (status === 404 || status === 501) && operation.responses[String(status)] !== undefined;
  return isRefused ? [] : [`${status}`];
}
