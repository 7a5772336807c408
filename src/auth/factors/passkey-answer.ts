import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** What an authenticator can answer is far shorter; a credential id has up to 1023 bytes (WebAuthn Level 3 §4). */
const textLimit = 16_384;
const idLimit = 1364;
const answerLimit = 65_536;
const transportsKnown = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** A new credential as `JSON.stringify` writes it in a browser (WebAuthn Level 3 §5.1); undefined: not one. */
export function readRegistration(given: unknown): RegistrationResponseJSON | undefined {
  const credential = readCredential(given);
  const clientDataJSON = textIn(credential?.response, 'clientDataJSON');
  const attestationObject = textIn(credential?.response, 'attestationObject');
  if (credential === undefined || clientDataJSON === undefined || attestationObject === undefined) return undefined;
  const named = valueIn(credential.response, 'transports');
  const transports = transportsKnown.filter((one) => Array.isArray(named) && named.includes(one));
  const { id } = credential;
  return {
    id,
    rawId: id,
    type: 'public-key',
    response: { clientDataJSON, attestationObject, transports },
    clientExtensionResults: {},
  };
}

/** A signed challenge in the same form, as a text; undefined: not one. */
export function readAssertion(text: string): AuthenticationResponseJSON | undefined {
  const credential = text.length > answerLimit ? undefined : readCredential(parsed(text));
  const clientDataJSON = textIn(credential?.response, 'clientDataJSON');
  const authenticatorData = textIn(credential?.response, 'authenticatorData');
  const signature = textIn(credential?.response, 'signature');
  if (credential === undefined || clientDataJSON === undefined) return undefined;
  if (authenticatorData === undefined || signature === undefined) return undefined;
  const userHandle = textIn(credential.response, 'userHandle');
  const { id } = credential;
  return {
    id,
    rawId: id,
    type: 'public-key',
    response: {
      clientDataJSON,
      authenticatorData,
      signature,
      ...(userHandle === undefined ? {} : { userHandle }),
    },
    clientExtensionResults: {},
  };
}

/** The challenge that an answer says it signed; whether it did is checked afterwards. */
export function challengeIn(clientDataJSON: string): string | undefined {
  const challenge = valueIn(parsed(Buffer.from(clientDataJSON, 'base64url').toString()), 'challenge');
  return typeof challenge === 'string' && /^[\w-]{43}$/.test(challenge) ? challenge : undefined;
}

function readCredential(given: unknown): { readonly id: string; readonly response: unknown } | undefined {
  const id = textIn(given, 'id');
  if (id === undefined || id.length > idLimit || textIn(given, 'rawId') !== id) return undefined;
  if (valueIn(given, 'type') !== 'public-key') return undefined;
  return { id, response: valueIn(given, 'response') };
}

/** A member that is base64url without padding. */
function textIn(given: unknown, name: string): string | undefined {
  const value = valueIn(given, name);
  return typeof value === 'string' && value.length <= textLimit && /^[\w-]+$/.test(value) ? value : undefined;
}

function valueIn(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
