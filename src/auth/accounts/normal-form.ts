/**
 * Logins and passwords in one spelling (PRECIS, RFC 8265), at creation and at sign-in alike: the same word typed on
 * another keyboard may come in other code points. No library gives the profiles, so their steps stand here: their tables of
 * allowed characters are left to the rules of accounts.
 */

/** Fullwidth and halfwidth forms, which PRECIS maps to the ordinary characters in user names. */
const widths = /[\uff00-\uffef]/g;
const spaces = /\p{Zs}/gu;

/** UsernameCasePreserved: ordinary widths, ordinary spaces and none around, NFC. Case is compared without regard later. */
export function normalLogin(login: string): string {
  return login
    .replace(widths, (character) => character.normalize('NFKC'))
    .replace(spaces, ' ')
    .trim()
    .normalize('NFC');
}

/** OpaqueString: ordinary spaces, NFC; nothing is taken away, not even around it. */
export function normalPassword(password: string): string {
  return password.replace(spaces, ' ').normalize('NFC');
}
