import { readFlagParameter } from '../flag-parameter.js';
import { readIdParameter } from '../id-parameter.js';

export const deletionText =
  'Nobody deletes themselves. One who owns organizations is 409 unless the request names another owner, or deletes these, too.';

/** What a deletion does with the organizations that the user owns: our addition, the original does not define it. */
export const ownedQuery = [
  {
    name: 'force',
    required: false,
    type: Boolean,
    description: "Deletes the user's organizations with their streams. Our addition.",
  },
  {
    name: 'new_owner_id',
    required: false,
    type: Number,
    description: "Who owns the user's organizations from now on. Our addition.",
    example: 1,
  },
];

/** @throws InputError not_integer, not_boolean, repeated_parameter */
export function readOwned(
  newOwner: unknown,
  force: unknown,
): { readonly newOwnerId: number | undefined; readonly force: boolean } {
  return {
    newOwnerId: readIdParameter('new_owner_id', newOwner),
    force: readFlagParameter('force', force) ?? false,
  };
}
