import { Transform } from 'class-transformer';

const truths = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** Clients send text as it comes to them: `""` means unset, a number means its digits (AX, LB). */
export function AsText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === '' ? undefined : typeof value === 'number' ? String(value) : value,
  );
}

/** `"5"` is 5, `""` is unset; anything else stays for the validator to refuse. */
export function AsInteger(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    if (value === '') return undefined;
    return typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  });
}

/** `"true"`, `"True"`, `"1"` and 1 are true, their opposites false, `""` is unset (AX, LB). */
export function AsBoolean(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === '' ? undefined : (truths.get(String(value).toLowerCase()) ?? value),
  );
}
