import { describe, expect, it } from 'vitest';
import { databaseUrlProblem, parseDatabaseUrl, redactedDatabaseUrl } from './database-url.js';

describe('the address of a database', () => {
  it.each([
    ['postgres://me:pass@db.example.org:6432/cams', { host: 'db.example.org', port: 6432, password: 'pass' }],
    ['postgresql://me@db/cams', { host: 'db', port: 5432, password: undefined }],
    ['postgres://me:p%40ss%2Fword@db/cams', { password: 'p@ss/word' }],
    ['postgres://me:p@ss:w/o?r#d%@db/cams', { password: 'p@ss:w/o?r#d%', host: 'db' }],
    ['postgres://me:12/3@db/cams', { password: '12/3', host: 'db' }],
    ['postgres://me:12#3@db:5433/cams', { password: '12#3', host: 'db', port: 5433 }],
    ['postgres://me:12?3@db/cams', { password: '12?3', host: 'db' }],
    ['postgres://me:100%@db/cams', { password: '100%' }],
    ['postgres://me%3Ayou:pass@db/cams', { user: 'me:you' }],
    ['postgres://me:pass@[::1]:5433/cams', { host: '::1', port: 5433 }],
    ['postgres://db/cams?user=me&password=a@b', { user: 'me', password: 'a@b', host: 'db' }],
    ['postgres:///cams?host=/var/run/postgresql', { host: '/var/run/postgresql', user: undefined }],
    ['postgres:///cams?host=/run/pg&port=5433&user=me', { host: '/run/pg', port: 5433, user: 'me' }],
    ['postgres://me:pass@%2Fvar%2Frun%2Fpostgresql/cams', { host: '/var/run/postgresql', password: 'pass' }],
    ['postgres://me@%2Fvar%2Frun%2Fpostgresql:5433/cams', { host: '/var/run/postgresql', port: 5433 }],
    ['socket:/var/run/postgresql?db=cams', { host: '/var/run/postgresql', user: undefined }],
    ['socket://me:pass@/var/run/postgresql?db=cams', { host: '/var/run/postgresql', user: 'me', password: 'pass' }],
  ])('is understood: %s', (url, parts) => {
    expect(parseDatabaseUrl(url)).toMatchObject({ database: 'cams', ...parts });
  });

  it.each([
    ['', 'db', 'prefer'],
    ['', '127.0.0.1', 'allow'],
    ['?sslmode=disable', 'db', 'disable'],
    ['?sslmode=require', 'db', 'require'],
    ['?sslmode=verify-full&sslrootcert=/etc/passwd', 'db', 'verify-full'],
    ['?ssl=true', 'db', 'verify-full'],
    ['?sslmode=require&channel_binding=require&connect_timeout=5', 'db', 'require'],
  ])('%s at %s means TLS as %s', (query, host, mode) => {
    expect(parseDatabaseUrl(`postgres://me@${host}/cams${query}`).sslMode).toBe(mode);
  });

  it.each([
    ['mysql://me:canary@db/cams', /must begin with postgres/],
    ['canary', /must begin with postgres/],
    ['postgres://me:canary@one,two/cams?target_session_attrs=read-write', /several hosts/],
    ['postgres://me:canary@db/cams?host=one,two', /several hosts/],
    ['postgres://me:canary@db/cams?target_session_attrs=standby', /standby/],
    ['postgres://me:canary@db:port/cams', /cannot be taken apart/],
    ['postgres://me:canary@db:99999/cams', /a port that is not a number/],
    ['postgres://me:canary@db/cams@x y', /cannot be taken apart/],
    ['postgres://me:canary@db/cams?sslmode=maybe', /sslmode that is not disable, allow/],
    ['postgres://me:canary@db/cams?sslrootcert=/nowhere', /sslrootcert that cannot be read/],
    ['postgres://me:canary@db/cams?pgbouncer=true', /the parameter "pgbouncer", which means nothing/],
  ])('or refused in words that hold nothing of the password: %s', (url, words) => {
    const problem = databaseUrlProblem(url);
    expect(problem).toMatch(words);
    expect(problem).not.toContain('canary');
  });

  it('is printed without the password, wherever that stands', () => {
    expect(redactedDatabaseUrl('postgres://me:can/ary@db/cams?sslmode=require')).toBe(
      'postgres://me:***@db:5432/cams?sslmode=require',
    );
    expect(redactedDatabaseUrl('postgres://db/cams?user=me&password=canary')).toBe(
      'postgres://me:***@db:5432/cams?sslmode=prefer',
    );
    expect(redactedDatabaseUrl('postgres:///cams?host=/run/pg')).toBe('postgres://%2Frun%2Fpg/cams?sslmode=allow');
  });
});
