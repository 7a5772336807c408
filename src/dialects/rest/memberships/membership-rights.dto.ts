import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import type { MembershipFlags } from '#access';
import { Optional } from '../optional.decorator.js';

const rights = {
  view_cameras: 'Sees its cameras and their archive.',
  edit_cameras: 'Adds, changes, moves and deletes its cameras, and turns them; together with `view_cameras`.',
  edit_users: 'Changes its members and their grants.',
  view_stats: 'Sees its statistics.',
  view_person_lists: 'Sees its lists of persons.',
  edit_person_lists: 'Changes its lists of persons.',
} as const;

const Right =
  (name: keyof typeof rights, example: boolean): PropertyDecorator =>
  (target, key) =>
    ApiProperty({ description: rights[name], example })(target, key);

const GivenRight =
  (name: keyof typeof rights, example: boolean): PropertyDecorator =>
  (target, key) => {
    ApiPropertyOptional({ description: rights[name], example })(target, key);
    Optional()(target, key);
    IsBoolean()(target, key);
  };

/** What a member may do in their organization. */
export class MembershipRights {
  @Right('view_cameras', true)
  readonly view_cameras!: boolean;

  @Right('edit_cameras', false)
  readonly edit_cameras!: boolean;

  @Right('edit_users', false)
  readonly edit_users!: boolean;

  @Right('view_stats', false)
  readonly view_stats!: boolean;

  @Right('view_person_lists', false)
  readonly view_person_lists!: boolean;

  @Right('edit_person_lists', false)
  readonly edit_person_lists!: boolean;
}

/** The same in a body: what is left out stays, or is not given. */
export class MembershipRightsBody {
  @GivenRight('view_cameras', true)
  readonly view_cameras?: boolean;

  @GivenRight('edit_cameras', false)
  readonly edit_cameras?: boolean;

  @GivenRight('edit_users', false)
  readonly edit_users?: boolean;

  @GivenRight('view_stats', false)
  readonly view_stats?: boolean;

  @GivenRight('view_person_lists', false)
  readonly view_person_lists?: boolean;

  @GivenRight('edit_person_lists', false)
  readonly edit_person_lists?: boolean;
}

export function toMembershipRights(flags: Required<MembershipFlags>): MembershipRights {
  return {
    view_cameras: flags.canViewStreams,
    edit_cameras: flags.canEditStreams,
    edit_users: flags.canEditUsers,
    view_stats: flags.canViewStats,
    view_person_lists: flags.canViewPersonLists,
    edit_person_lists: flags.canEditPersonLists,
  };
}

export function toMembershipFlags(given: MembershipRightsBody = {}): MembershipFlags {
  const named = {
    canViewStreams: given.view_cameras,
    canEditStreams: given.edit_cameras,
    canEditUsers: given.edit_users,
    canViewStats: given.view_stats,
    canViewPersonLists: given.view_person_lists,
    canEditPersonLists: given.edit_person_lists,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}
