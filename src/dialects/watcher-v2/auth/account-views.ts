import { Injectable } from '@nestjs/common';
import { OrganizationsService } from '#access';
import { type Caller, UsersService } from '#auth';
import { SettingsService } from '#settings';
import { MessagesService } from '#notifications';
import { toBrand, toShownSettings } from '../settings/settings.wire.js';
import type { Account } from './account.dto.js';
import { toAccountWire } from './account.wire.js';

/** Who is asking, with all that a client draws its menus from. */
@Injectable()
export class AccountViews {
  constructor(
    private readonly users: UsersService,
    private readonly organizations: OrganizationsService,
    private readonly messages: MessagesService,
    private readonly settings: SettingsService,
  ) {}

  /** @param session the key of the session that was opened just now */
  async describe(caller: Caller, session?: string): Promise<Account> {
    const installation = await this.settings.read();
    if (caller.kind === 'guest')
      return toAccountWire({ caller, organizations: [], memberships: [], unread: 0, settings: toBrand(installation) });
    const settings = toShownSettings(installation);
    const organizations = await this.organizations.listIncludingPublic(caller);
    if (caller.kind !== 'user') return toAccountWire({ caller, organizations, memberships: [], unread: 0, settings });
    const [user, memberships, unread] = await Promise.all([
      this.users.get(caller.userId),
      this.organizations.membershipsOf(caller.userId),
      this.messages.unread(caller),
    ]);
    return toAccountWire({ caller, user, organizations, memberships, unread, settings }, session);
  }
}
