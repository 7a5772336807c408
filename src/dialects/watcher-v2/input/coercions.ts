const truths = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** `"5"` is 5, also with spaces around; anything else stays for the validator to refuse. */
export function asInteger(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value;
}

/** `"5.5"` is 5.5; anything else stays for the validator to refuse. */
export function asNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d{1,15}(\.\d{1,17})?\s*$/.test(value) ? Number(value) : value;
}

/** `"true"`, `"True"`, `"1"` and 1 are true, their opposites false (AX, LB). */
export function asBoolean(value: unknown): unknown {
  return typeof value === 'string' || typeof value === 'number'
    ? (truths.get(String(value).trim().toLowerCase()) ?? value)
    : value;
}

/** A number means its digits (AX). */
export function asText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/** `"1,2"`, `"1"`, `1` and `["1", 2]` are lists; each element stays for the validator to judge. */
export function asIntegers(value: unknown): unknown {
  const parts = typeof value === 'string' ? value.split(',') : typeof value === 'number' ? [value] : value;
  return Array.isArray(parts) ? parts.map(asInteger) : value;
}

/** `"a,b"` and `["a", "b"]` are lists; each element stays for the validator to judge. */
export function asTexts(value: unknown): unknown {
  const parts = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value;
  return Array.isArray(parts) ? parts.map(asText) : value;
}

/** A camera is a name, or an object with one. */
export function nameIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('name' in value)) return asText(value);
  return asText(value.name);
}
