/** One factor was proven: a password, or what an external provider asked for. */
export const oneFactor = 'urn:camgate:acr:one-factor';
/** Two were: a password and a code or passkey, or a passkey whose authenticator checked who is there. */
export const twoFactors = 'urn:camgate:acr:two-factors';

/** Every value of `acr` (OpenID Connect Core §2), the weaker first. */
export const authenticationContexts: readonly string[] = [oneFactor, twoFactors];

/** What a sign-in was worth, by how the person proved who they are (RFC 8176); undefined: nobody said how. */
export function contextOf(amr: readonly string[]): string | undefined {
  if (amr.length === 0) return undefined;
  return amr.includes('mfa') ? twoFactors : oneFactor;
}

/** The first value that we know of a client's `acr_values`, which stand in its order of preference (Core §3.1.2.1). */
export function preferredContext(acrValues: string | undefined): string | undefined {
  return acrValues?.split(' ').find((value) => authenticationContexts.includes(value));
}

/** `auth_time`, `amr` and `acr` of an ID token (Core §2) or access token (RFC 9068 §2.2.1). */
export function authenticationClaims(
  authTime: Date | undefined,
  amr: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const acr = contextOf(amr);
  return {
    ...(authTime === undefined ? {} : { auth_time: Math.floor(authTime.getTime() / 1000) }),
    ...(acr === undefined ? {} : { acr, amr: [...amr] }),
  };
}
