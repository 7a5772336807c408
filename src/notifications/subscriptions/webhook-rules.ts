import { invalid } from '#errors';
import { type Webhook, webhookMethods } from './subscription.js';

const longestUrl = 2048;
const longestText = 4096;
const mostPairs = 50;

/** @throws DomainError object.invalid (webhook) */
export function checkWebhook(webhook: Webhook): void {
  if (!webhookMethods.includes(webhook.method)) invalid('subscription', 'webhook', 'the method');
  checkUrl(webhook.url);
  checkPairs(webhook.headers);
  checkPairs(webhook.params);
  // A call must not be tricked into sending a second header.
  if (Object.entries(webhook.headers).some((pair) => pair.some((text) => /[\r\n]/.test(text))))
    invalid('subscription', 'webhook', 'a header of more than one line');
}

function checkUrl(text: string): void {
  if (text.length > longestUrl) invalid('subscription', 'webhook', 'a URL too long');
  const url = parse(text);
  const isWeb = url !== undefined && ['http:', 'https:'].includes(url.protocol) && url.hostname !== '';
  if (!isWeb) invalid('subscription', 'webhook', 'no http or https URL');
  if (url.username !== '' || url.password !== '') invalid('subscription', 'webhook', 'a URL with a password');
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function checkPairs(pairs: Readonly<Record<string, string>>): void {
  const entries = Object.entries(pairs);
  if (entries.length > mostPairs) invalid('subscription', 'webhook', 'too many headers or parameters');
  for (const text of entries.flat()) {
    if (text.length > longestText || !text.isWellFormed() || text.includes('\0'))
      invalid('subscription', 'webhook', 'a header or parameter that cannot be stored');
  }
}
