import { Injectable, type PipeTransform } from '@nestjs/common';

const parts = ['ip', 'port', 'url'] as const;
type Fields = Readonly<Record<string, unknown>>;

/**
 * CAM2API takes `ip`, `port` and `url` at the top level or nested in `retrieval_model` (as JSON text in a form). Here
 * they come to the top, where its validation errors name them. A `retrieval_model` that cannot be read stays, to be
 * refused with everything else.
 */
@Injectable()
export class RetrievalInput implements PipeTransform<object, object> {
  transform(body: object): object {
    const { retrieval_model: given, ...fields }: Fields = { ...body };
    const nested = readDictionary(given);
    const unread = given === undefined || nested ? {} : { retrieval_model: given };
    const found = parts.flatMap((part) => {
      const value = fields[part] ?? nested?.[part] ?? (part in fields || (nested && part in nested) ? null : undefined);
      return value === undefined ? [] : [[part, value] as const];
    });
    return { ...withoutParts(fields), ...unread, ...chosen(Object.fromEntries(found)) };
  }
}

/** Of an address and a URL of which one is null, the other is meant. */
function chosen(retrieval: Fields): Fields {
  const { ip, url, ...others } = retrieval;
  if (ip === null && (url ?? null) !== null) return { ...others, url };
  if (url === null && (ip ?? null) !== null) return { ...others, ip };
  return retrieval;
}

function withoutParts({ ip: _ip, port: _port, url: _url, ...fields }: Fields): Fields {
  return fields;
}

function readDictionary(given: unknown): Fields | undefined {
  const value: unknown = typeof given === 'string' ? parsed(given) : given;
  return isDictionary(value) ? value : undefined;
}

function isDictionary(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
