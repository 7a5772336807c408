import type { Caller } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { MembershipFlags, OrganizationDraft, OrganizationMember, OrganizationView } from './organization.js';

export type OrganizationField =
  | 'id'
  | 'title'
  | 'isDefault'
  | 'isPublic'
  | 'createdAt'
  | 'ownerId'
  | 'ownerLogin'
  | 'cameraLimit'
  | 'userLimit'
  | 'dvrLimit'
  | 'cameraCount'
  | 'userCount';

export type MemberField =
  | 'userId'
  | 'login'
  | 'fullName'
  | 'email'
  | 'canViewStreams'
  | 'canEditStreams'
  | 'canEditUsers'
  | 'canViewStats'
  | 'canViewPersonLists'
  | 'canEditPersonLists';

/** Organizations as they are kept by those who may: each method asks for the caller's right. */
@Injectable()
export class ManagedOrganizations {
  /**
   * Where the caller is a member, owns, or has a permission on a folder or camera; superusers: all.
   * @throws ListError cursor.invalid, list.invalid, query.too-slow
   */
  async list(_caller: Caller, _query: ListQuery<OrganizationField>, _page: Page): Promise<ListPage<OrganizationView>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<OrganizationField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws AccessError organization.not-found */
  async get(_caller: Caller, _id: number): Promise<OrganizationView> {
    throw new Error('not built yet');
  }

  /**
   * Superusers only. The owner becomes a member with every flag.
   * @throws AccessError organization.forbidden, object.invalid (field)
   */
  async create(_caller: Caller, _draft: OrganizationDraft): Promise<OrganizationView> {
    throw new Error('not built yet');
  }

  /**
   * The owner changes the title, superusers everything.
   * @throws AccessError organization.not-found, organization.forbidden, object.invalid
   */
  async update(_caller: Caller, _id: number, _change: Partial<OrganizationDraft>): Promise<OrganizationView> {
    throw new Error('not built yet');
  }

  /**
   * Superusers only; never the default one.
   * @param force deletes its cameras with it; otherwise one that has cameras is object.taken
   * @throws AccessError organization.not-found, organization.forbidden, object.taken
   */
  async remove(_caller: Caller, _id: number, _options: { readonly force: boolean }): Promise<void> {
    throw new Error('not built yet');
  }

  /** Who belongs to it; for members who may edit users. @throws AccessError organization.not-found, organization.forbidden */
  async members(
    _caller: Caller,
    _id: number,
    _query: ListQuery<MemberField>,
    _page: Page,
  ): Promise<ListPage<OrganizationMember>> {
    throw new Error('not built yet');
  }

  async countMembers(_caller: Caller, _id: number, _query: ListQuery<MemberField>): Promise<number> {
    throw new Error('not built yet');
  }

  /** @throws AccessError organization.not-found, organization.forbidden, object.not-found (membership) */
  async member(_caller: Caller, _id: number, _userId: number): Promise<OrganizationMember> {
    throw new Error('not built yet');
  }

  /**
   * Sets the named flags of a membership, and makes it where there is none. Nobody gives a flag they do not hold.
   * @param folderIds the folders of the organization that the member may view, in the same transaction: those named get
   *   `canView` and keep their other rights, permissions on others of its folders end; left out, all stay
   * @throws AccessError organization.not-found, organization.forbidden, object.not-found (user; folder), object.forbidden, limit.reached
   */
  async setMember(
    _caller: Caller,
    _id: number,
    _userId: number,
    _flags: MembershipFlags,
    _folderIds?: readonly number[],
  ): Promise<OrganizationMember> {
    throw new Error('not built yet');
  }

  /**
   * Ends a membership with its permissions on folders and cameras of the organization; the owner's stays.
   * @throws AccessError organization.not-found, organization.forbidden, object.not-found (membership)
   */
  async removeMember(_caller: Caller, _id: number, _userId: number): Promise<void> {
    throw new Error('not built yet');
  }
}
