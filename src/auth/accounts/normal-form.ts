/**
 * Normalizes logins and passwords (PRECIS, RFC 8265) at creation and at sign-in: another keyboard may send other code points
 * for the same text. No library implements the profiles, so their steps stand here, without their tables of allowed
 * characters, which the account rules replace.
 */

/** Fullwidth and halfwidth forms, which PRECIS maps to the ordinary characters in user names. */
const widths = /[\uff00-\uffef]/g;
const spaces = /\p{Zs}/gu;

/** UsernameCasePreserved: ordinary widths, ordinary spaces and none around, NFC. Case is ignored later, in comparisons. */
export function normalLogin(login: string): string {
  return login
    .replace(widths, (character) => character.normalize('NFKC'))
    .replace(spaces, ' ')
    .trim()
    .normalize('NFC');
}

/** OpaqueString: ordinary spaces, NFC; nothing is trimmed. */
export function normalPassword(password: string): string {
  return password.replace(spaces, ' ').normalize('NFC');
}
