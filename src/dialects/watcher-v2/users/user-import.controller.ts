import { isDomainError } from '#errors';
import { Body } from '@nestjs/common';
import { ApiExtraModels, getSchemaPath } from '@nestjs/swagger';
import { type ManagedUser, ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { InputError } from '../../http/input.error.js';
import { TakesUpload } from '../../http/takes-upload.decorator.js';
import type { Upload } from '../../http/upload.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { type ImportedRow, type ImportOf, readImport } from '../input/imported-rows.js';
import { equal } from '../lists/list.query.js';
import { type ImportedUser, NewUserBody, UserImportAnswer } from './user.dto.js';
import { toNewUser, toUserChange } from './user.wire.js';

/** Few, because every password is hashed. */
const userRows: ImportOf<NewUserBody> = { body: NewUserBody, plural: 'users', mostRows: 500 };

/** Many users at once, as billing systems send them (AX). */
@WatcherV2Api('vsaas/api/v2/users/import', { tag: 'users' })
export class UserImportController {
  constructor(private readonly users: ManagedUsersService) {}

  @Endpoint('POST', '', {
    requires: ['users:manage', { orMember: true }],
    summary: 'Make or change users by login',
    description: `At most ${userRows.mostRows}. Columns of a table are the fields of a user. All rows are checked first; a user who cannot be made or changed is named in \`users\`, and the others go on.`,
    answer: { type: UserImportAnswer, description: 'What came of it.' },
    errors: [400, 403],
  })
  @ApiExtraModels(NewUserBody)
  @TakesUpload('A table, or a JSON array of users.', {
    schema: { type: 'array', items: { $ref: getSchemaPath(NewUserBody) } },
  })
  async import(@CurrentCaller() caller: Caller, @Body() upload: Upload | undefined): Promise<UserImportAnswer> {
    await this.users.assertManages(caller);
    const users: ImportedUser[] = [];
    for (const { body } of eachLoginOnce(await readImport(upload, userRows))) users.push(await this.take(caller, body));
    const taken = users.filter(({ error }) => error === undefined);
    return {
      success: taken.length === users.length,
      zc: taken.filter(({ created }) => created).length,
      zu: taken.filter(({ created }) => !created).length,
      cameras: [],
      users,
    };
  }

  /** One row: a rejected row gets its error code, a fault of the server ends the import. */
  private async take(caller: Caller, row: NewUserBody): Promise<ImportedUser> {
    try {
      const existing = await this.find(caller, row.login);
      const user = existing === undefined ? await this.create(caller, row) : await this.change(caller, row, existing);
      return { login: user.login, id: user.id, created: existing === undefined };
    } catch (error) {
      if (!(isDomainError(error) || error instanceof InputError)) throw error;
      return { login: row.login, id: null, created: false, error: error.code };
    }
  }

  private async find(caller: Caller, login: string): Promise<ManagedUser | undefined> {
    const { items } = await this.users.list(caller, { where: equal('login' as const, login) }, { limit: 1 });
    return items[0];
  }

  private async create(caller: Caller, row: NewUserBody): Promise<ManagedUser> {
    const place = row.organization_id === undefined ? {} : { organizationId: row.organization_id };
    return (await this.users.create(caller, toNewUser(row), place)).user;
  }

  private change(caller: Caller, row: NewUserBody, existing: ManagedUser): Promise<ManagedUser> {
    return this.users.update(caller, existing.id, toUserChange(row, existing));
  }
}

/** @throws InputError input.invalid naming the row, before anything is done */
function eachLoginOnce(rows: readonly ImportedRow<NewUserBody>[]): readonly ImportedRow<NewUserBody>[] {
  const seen = new Set<string>();
  for (const { place, body } of rows) {
    const login = body.login.toLowerCase();
    if (seen.has(login)) throw InputError.at(`${place}.login`, 'unique', `${place}: the login stands twice.`);
    seen.add(login);
  }
  return rows;
}
