import { answerCollection, type Wire, type WireField, wireList, type WireType } from '../collections/wire-list.js';

/** What fields the objects of a list would have, so that sorting and filtering by them is no error. */
export type NoFields = Readonly<Record<string, WireType>>;

/**
 * A list of what this server does not have: always empty, but read like any other, so that a wrong `limit` or a wrongly
 * typed filter is refused as it would be if there were something.
 * @param own parameters that the route documents and that filter nothing here
 */
export async function answerNothing(
  key: string,
  fields: NoFields,
  parameters: Readonly<Record<string, unknown>>,
  own: readonly string[] = [],
): Promise<Wire> {
  const table = Object.entries(fields).map(([path, type]): WireField<never, string> => ({
    kind: 'stored',
    path,
    type,
    field: path,
  }));
  return answerCollection({
    key,
    list: wireList<never, string>(table, []),
    parameters,
    own,
    searchable: true,
    page: async () => ({ items: [] }),
    count: async () => 0,
    context: () => undefined,
  });
}
