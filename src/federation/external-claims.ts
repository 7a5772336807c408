import type { NewUser } from '#auth';

/** The claims of a person: those of the ID token, and of the userinfo endpoint where the token has none of the name. */
export interface ClaimsOfPerson extends Readonly<Record<string, unknown>> {
  readonly iss: string;
  readonly sub: string;
  readonly idToken: string;
}

const mostMethods = 10;
const methodForm = /^[a-z0-9_.-]{1,32}$/i;
const visible = /^[\x21-\x7e]{1,255}$/;

/** How the provider says that the person proved who they are, and in which session of theirs (OpenID Connect Core §2). */
export function claimsOfProof({ acr, amr, sid }: ClaimsOfPerson): {
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  readonly sid: string | undefined;
} {
  const methods: readonly unknown[] = Array.isArray(amr) ? amr.slice(0, mostMethods) : [];
  return {
    acr: typeof acr === 'string' && visible.test(acr) ? acr : undefined,
    amr: methods.filter((one): one is string => typeof one === 'string' && methodForm.test(one)),
    sid: typeof sid === 'string' && visible.test(sid) ? sid : undefined,
  };
}

/** Which of a provider's words for a sign-in mean several factors. */
export interface TrustedProofs {
  readonly trustedAmr: readonly string[];
  readonly trustedAcr: readonly string[];
}

/** When and how the person proved who they are, as it counts here: `mfa` stands in `amr` only where the provider is trusted. */
export function proofOf(
  person: ClaimsOfPerson,
  { trustedAmr, trustedAcr }: TrustedProofs,
): { readonly authTime: Date | undefined; readonly amr: readonly string[] } {
  const { auth_time: authTime } = person;
  const { acr, amr } = claimsOfProof(person);
  const isMultiFactor = amr.some((one) => trustedAmr.includes(one)) || (acr !== undefined && trustedAcr.includes(acr));
  return {
    authTime: typeof authTime === 'number' && authTime > 0 && authTime < 1e11 ? new Date(authTime * 1000) : undefined,
    amr: [...amr.filter((one) => one !== 'mfa'), ...(isMultiFactor ? ['mfa'] : [])],
  };
}

/**
 * The account of a person who has none here. An email address counts only when the provider has verified it.
 * @param loginClaim null: preferred_username, else email
 * @returns undefined where no claim can be the login
 */
export function draftOf(person: ClaimsOfPerson, loginClaim: string | null): NewUser | undefined {
  const email = person['email_verified'] === true ? textOf(person['email'], 254) : undefined;
  const login =
    loginClaim === null
      ? (textOf(person['preferred_username'], 255) ?? email)
      : loginClaim === 'email'
        ? email
        : textOf(person[loginClaim], 255);
  if (login === undefined) return undefined;
  return {
    login,
    email: email !== undefined && isPlainEmail(email) ? email : undefined,
    fullName: textOf(person['name'], 255),
  };
}

function textOf(claim: unknown, longest: number): string | undefined {
  if (typeof claim !== 'string' || claim.length > longest || !claim.isWellFormed() || /\p{Cc}/u.test(claim))
    return undefined;
  return claim.trim() === '' ? undefined : claim;
}

/** Of an email address that an account cannot have, the account has none. */
function isPlainEmail(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/u.test(text);
}
