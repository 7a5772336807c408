import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;

/** A new secret: `whsec_` and 32 random bytes in base64 (Standard Webhooks). */
export function newWebhookSecret(): string {
  return prefix + randomBytes(secretBytes).toString('base64');
}

/**
 * The headers that prove where a message comes from and when it was sent. `webhook-*` are those of Standard Webhooks, whose key is
 * the bytes behind the prefix; `camgate-signature` is signed with the secret as it was shown.
 * @param seconds since 1970
 */
export function signatureHeaders(
  secret: string,
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const standard = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  const own = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${standard}`,
    'camgate-signature': `t=${seconds},v1=${own}`,
  };
}
