import type { ErrorMapper } from '../dialect.js';
import { ofField, problemErrors } from '../http/problem.errors.js';
import { wireNameOf } from './camera.draft.js';
import { fieldOnWire } from './field-names.js';
import { providerFieldOf } from './identity-provider.dto.js';

/** How REST answers each error: problem details, with the fields under their names on the wire. */
export const restErrors: ErrorMapper = {
  ...problemErrors,
  'camera.invalid': ofField(400, 'The camera cannot be stored with this value.', wireNameOf),
  'account.invalid': ofField(400, 'The account cannot have this value.', fieldOnWire),
  'object.invalid': ofField(400, 'The value cannot be held.', (field) => providerFieldOf(fieldOnWire(field))),
  'object.not-found': ofField(404, 'There is no such thing.', wireNameOf),
  'camera.taken': ofField(409, 'Another camera has this value already.', wireNameOf),
};
