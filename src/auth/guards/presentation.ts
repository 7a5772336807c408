import type { Credential, CredentialKind, Origin } from '../credential.js';

/** What strategies get of a request: the credential that the dialect read, and its origin. Nothing of the wire. */
export interface Presentation<Kind extends CredentialKind = CredentialKind> {
  readonly credential: Extract<Credential, { readonly kind: Kind }>;
  readonly origin: Origin;
}

const presentations = new WeakMap<object, Presentation>();

export function present(request: object, presentation: Presentation): void {
  presentations.set(request, presentation);
}

export function presentationOf(request: object): Presentation {
  const presentation = presentations.get(request);
  if (presentation === undefined) throw new Error('Nothing was presented.');
  // A copy: passport writes methods of its own onto what it is given.
  return { ...presentation };
}
