import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { BlockList, isIP } from 'node:net';

/** What is wrong with a value, as text that follows "The setting NAME": `must be …`; undefined: nothing. */
type Judge = (value: unknown) => string | undefined;

/** Rejects what the judge finds wrong. A missing setting is not judged. */
export function Must(judge: Judge): PropertyDecorator {
  return ValidateBy({
    name: 'usable',
    validator: {
      validate: (value) => value === undefined || judge(value) === undefined,
      defaultMessage: (checked) => judge(checked?.value) ?? '',
    },
  });
}

export function WholeNumber(least: number, most: number): PropertyDecorator {
  const read = (value: unknown): unknown =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return applyDecorators(
    Transform(({ value }) => read(value)),
    Must((value) =>
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most
        ? undefined
        : `must be a whole number from ${least} to ${most}`,
    ),
  );
}

const yes = new Set(['true', '1', 'yes', 'on']);
const no = new Set(['false', '0', 'no', 'off']);

export function Flag(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      const word = String(value).trim().toLowerCase();
      return yes.has(word) ? true : no.has(word) ? false : value;
    }),
    Must((value) => (typeof value === 'boolean' ? undefined : 'must be true or false')),
  );
}

export function TextOf(least: number, most: number): PropertyDecorator {
  const bounds = most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  return Must((value) =>
    typeof value === 'string' && value.length >= least && value.length <= most
      ? undefined
      : `must have ${bounds} characters`,
  );
}

export function OneOf(words: readonly string[]): PropertyDecorator {
  return Must((value) => (words.includes(String(value)) ? undefined : `must be ${inWords(words)}`));
}

/** Comma-separated; `judge` looks at each part. */
export function ListOf(judge: (part: string) => string | undefined): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((part) => part.trim())
            .filter(Boolean)
        : value,
    ),
    Must((value) =>
      Array.isArray(value)
        ? value.map((part) => judge(String(part))).find((problem) => problem !== undefined)
        : 'must be a list with commas',
    ),
  );
}

/** For lists of fixed words: names the part that is none of them. */
export function listedIn(words: readonly string[]): (part: string) => string | undefined {
  return (part) => (words.includes(part) ? undefined : `cannot hold ${quoted(part)}: it takes ${inWords(words)}`);
}

/** An address of a proxy, a CIDR range, or a named range. */
export function proxyProblem(part: string): string | undefined {
  return ['loopback', 'linklocal', 'uniquelocal'].includes(part) ? undefined : networkProblem(part);
}

/** An address or a CIDR range. */
export function networkProblem(part: string): string | undefined {
  const [address = '', bits, ...rest] = part.split('/');
  const family = isIP(address);
  if (family !== 0 && rest.length === 0 && (bits === undefined || isPrefix(address, family, bits))) return undefined;
  return `cannot hold ${quoted(part)}: it takes addresses and CIDR ranges, such as 172.28.80.10 or 10.0.0.0/8, not names`;
}

function isPrefix(address: string, family: number, bits: string): boolean {
  if (!/^\d{1,3}$/.test(bits)) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

/** What `listen` accepts: an address or a name, and nothing around it. */
export function hostProblem(value: unknown): string | undefined {
  const plain = typeof value === 'string' && value.length <= 255 && /^[\w.:%-]+$/.test(value);
  const withPort = plain && !isIP(value) && value.includes(':');
  return plain && !withPort
    ? undefined
    : 'must be an address or a name of this machine, such as 127.0.0.1, 0.0.0.0 or ::, without scheme, brackets and port';
}

/** A part of a setting that is no secret, cut to 60 characters. */
export function quoted(text: string): string {
  return `"${text.replace(/\p{Cc}/gu, '?').slice(0, 60)}"`;
}

export function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
