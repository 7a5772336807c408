import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AccessError, type ManagedUser, ManagedUsers } from '#access';
import { AuthError, type Caller, Requires } from '#auth';
import { InputError } from '../../input.error.js';
import { lenientInput } from '../../input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { Changer } from '../input/callers.js';
import { equal } from '../lists/list.query.js';
import { type ImportedUser, NewUserBody, UserImportAnswer } from './user.dto.js';
import { toNewUser, toUserChange } from './user.wire.js';

/** Every password is hashed, which takes its time. */
const mostRows = 500;

/** Many users at once, as billing systems send them (AX). */
@ApiTags('users')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/users/import')
export class UserImportController {
  constructor(private readonly users: ManagedUsers) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make or change users by login',
    description: `A JSON array of at most ${mostRows}. All rows are checked first; a user who cannot be made or changed is told in \`users\`, and the others go on.`,
  })
  @ApiBody({ type: [NewUserBody] })
  @ApiResponse({ status: 200, type: UserImportAnswer, description: 'What came of it.' })
  @ApiFailures(400, 403)
  async import(@Changer('accounts:manage') caller: Caller, @Body() body: unknown): Promise<UserImportAnswer> {
    const users: ImportedUser[] = [];
    for (const row of await readRows(body)) users.push(await this.take(caller, row));
    const taken = users.filter(({ error }) => error === undefined);
    return {
      success: taken.length === users.length,
      zc: taken.filter(({ created }) => created).length,
      zu: taken.filter(({ created }) => !created).length,
      cameras: [],
      users,
    };
  }

  /** One row: a refusal is its answer, a fault of ours ends the import. */
  private async take(caller: Caller, row: NewUserBody): Promise<ImportedUser> {
    try {
      const known = await this.find(caller, row.login);
      const user = known === undefined ? await this.create(caller, row) : await this.change(caller, row, known);
      return { login: user.login, id: user.id, created: known === undefined };
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof AuthError || error instanceof InputError)) throw error;
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

  private change(caller: Caller, row: NewUserBody, known: ManagedUser): Promise<ManagedUser> {
    return this.users.update(caller, known.id, toUserChange(row, known));
  }
}

/** @throws InputError input.invalid naming the row, before anything is done */
async function readRows(body: unknown): Promise<readonly NewUserBody[]> {
  if (!Array.isArray(body)) throw InputError.at('', 'isArray', 'The body must be an array of users.');
  if (body.length > mostRows)
    throw InputError.at('', 'arrayMaxSize', `At most ${mostRows} users can be imported at once.`);
  const rows = await Promise.all(body.map((row: unknown, index) => readRow(row, index)));
  const logins = rows.map(({ login }) => login.toLowerCase());
  const twice = logins.findIndex((login, index) => logins.indexOf(login) < index);
  if (twice !== -1) throw InputError.at(`${twice}.login`, 'unique', `${twice}.login stands in the array before.`);
  return rows;
}

async function readRow(row: unknown, index: number): Promise<NewUserBody> {
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw InputError.at(String(index), 'isObject', `${index} must be a user.`);
  try {
    return (await lenientInput.transform(row, { type: 'body', metatype: NewUserBody })) as NewUserBody;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const issues = error.issues.map(({ field, rule, message }) => ({
      field: `${index}.${field}`,
      rule,
      message: `${index}.${message}`,
    }));
    throw new InputError(error.code, issues);
  }
}
