/**
 * Parses a JSON object; undefined for what two parsers could read differently: a repeated member at any depth (RFC 8259 §4
 * leaves open which one counts), or anything but an object at the top.
 */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // Each member of the text must have arrived in the value: a repeated one leaves fewer.
  return countMembers(value) === countColons(text) ? { ...value } : undefined;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner: unknown[] = Object.values(value);
  return inner.reduce<number>((sum, one) => sum + countMembers(one), Array.isArray(value) ? 0 : inner.length);
}

/** In valid JSON a colon outside a string stands after each member's name and nowhere else. */
function countColons(json: string): number {
  return json.replace(/"(?:[^"\\]|\\.)*"?/gs, '').split(':').length - 1;
}
