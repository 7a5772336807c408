import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.js';
import { readDotEnv } from './dot-env.js';
import { settings } from './settings.js';
import { unknownNames } from './unknown-names.js';
import { Vault, VaultError } from './vault.js';

describe('the settings', () => {
  it('have defaults for everything', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8000,
      publicUrl: 'http://127.0.0.1:8000',
      accessTokenSeconds: 900,
      cam2V1TokenSeconds: 3600,
      cam2V2TokenSeconds: 300,
      demo: true,
      databaseUrl: undefined,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'not a url'],
    ['PUBLIC_URL', 'https://example.org/camgate?tenant=1'],
    ['PUBLIC_URL', 'https://example.org/?'],
    ['PUBLIC_URL', 'https://example.org/camgate#top'],
    ['PUBLIC_URL', 'https://me:canary@example.org'],
    ['PUBLIC_URL', 'https://example.org/a/../b'],
    ['PUBLIC_URL', 'https://example.org//camgate'],
    ['PUBLIC_URL', 'https://example.org/cam gate'],
    ['PUBLIC_URL', 'https://example.org/cam;gate'],
    ['PUBLIC_URL', 'https://example.org\\@evil.example'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'example.org'],
    ['CORS_ORIGINS', 'https://*.example.org'],
    ['CORS_ORIGINS', 'https://cams.example.org,https://cams-*.example.org'],
    ['CORS_ORIGINS', 'https://cams.example.org:*'],
    ['CORS_ORIGINS', 'https://cams.example.org/app'],
    ['CORS_ORIGINS', 'https://cams.example.org?x'],
    ['CORS_ORIGINS', 'https://cams.example.org#x'],
    ['CORS_ORIGINS', 'https://me:canary@cams.example.org'],
    ['CORS_ORIGINS', 'https://cams.example.org:port'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'file://'],
    ['CORS_ORIGINS', 'cams.example.org'],
    ['CORS_ORIGINS', '//cams.example.org'],
    ['DATABASE_URL', 'mysql://x'],
    ['CAMGATE_SECRET', 'short'],
    ['CAMGATE_DIALECTS', 'cam2-v1,soap'],
    ['ACCESS_TOKEN_SECONDS', '0'],
    ['LOG_LEVEL', 'loud'],
    ['CAM2_V1_ANONYMOUS_READ', 'maybe'],
    ['SMTP_URL', 'http://mail.example.com'],
    ['SMTP_URL', 'smtp://'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'A <a@example.com>, B <b@example.com>'],
    ['TRUST_PROXY', 'nginx'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['TRUST_PROXY', '127.0.0.1,'.concat('proxy.example.org')],
    ['HOST', 'http://127.0.0.1'],
    ['HOST', '127.0.0.1:8000'],
    ['NODE_ENV', 'prod'],
    ['DATABASE_DIRECT_URL', 'localhost'],
    ['DATABASE_NAMED_STATEMENTS', 'maybe'],
  ])('refuse %s=%s in one sentence that names it', (name, value) => {
    expect(() => parseConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => parseConfig({ [name]: value })).toThrow(name);
  });

  it.each([
    ['https://example.org', 'https://example.org', ''],
    ['https://example.org/', 'https://example.org', ''],
    ['HTTPS://Example.ORG:443/camgate//', 'https://example.org/camgate', '/camgate'],
    ['http://127.0.0.1:8000/a/b-c_d.e~f', 'http://127.0.0.1:8000/a/b-c_d.e~f', '/a/b-c_d.e~f'],
    ['http://[::1]:8000', 'http://[::1]:8000', ''],
  ])('take %s for the base of links', (PUBLIC_URL, publicUrl, publicPath) => {
    expect(parseConfig({ PUBLIC_URL })).toMatchObject({ publicUrl, publicPath });
  });

  it('read origins as browsers send them', () => {
    const CORS_ORIGINS =
      'HTTPS://Cams.Example.org, https://a.example:443,http://b.example:80/ , https://bücher.example';
    expect(parseConfig({ CORS_ORIGINS }).corsOrigins).toEqual([
      'https://cams.example.org',
      'https://a.example',
      'http://b.example',
      'https://xn--bcher-kva.example',
    ]);
    expect(parseConfig({ CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
  });

  it('require a real master secret in production', () => {
    expect(() => parseConfig({ NODE_ENV: 'production' })).toThrow(/CAMGATE_SECRET is required/);
    expect(() => parseConfig({ NODE_ENV: 'production', CAMGATE_SECRET: 'x'.repeat(40) })).toThrow(/placeholder/);
  });

  it('take a mail server and a sender, and never print its password', () => {
    for (const url of ['smtp://localhost:25', 'smtps://me%40example.com:pass@mail.example.com', 'smtp://10.0.0.1:587'])
      expect(parseConfig({ SMTP_URL: url }).smtpUrl).toBe(url);
    for (const from of ['cameras@example.com', 'Cameras <cameras@example.com>', '"A, B" <c@localhost>'])
      expect(parseConfig({ MAIL_FROM: from }).mailFrom).toBe(from);
    expect(() => parseConfig({ SMTP_URL: 'smtp://me:canary@' })).not.toThrow('canary');
  });

  it('report every problem at once, a sentence each', () => {
    const wrong = {
      PORT: 'eighty',
      TRUST_PROXY: 'nginx',
      NODE_ENV: 'prod',
      CAMGATE_SECRET: 'short',
      MAIL_FROM: 'nobody',
    };
    expect(mistakes(wrong)).toEqual([
      'The setting PORT must be a whole number from 0 to 65535.',
      'The setting TRUST_PROXY cannot hold "nginx": it takes addresses and CIDR ranges, such as 172.28.80.10 or 10.0.0.0/8, not names.',
      'The setting CAMGATE_SECRET must have at least 32 characters.',
      'The setting MAIL_FROM must be one sender: address@host, or Name <address@host>.',
      'The setting NODE_ENV must be production, development or test.',
    ]);
  });

  it('believe proxies by address, range and the ranges that have a name', () => {
    const addresses = '127.0.0.1, 10.0.0.0/8, ::1, fd00::/8, loopback, uniquelocal';
    expect(parseConfig({ TRUST_PROXY: addresses }).trustProxy).toHaveLength(6);
  });

  it('treat an empty value as not set', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: ' ' }).port).toBe(8000);
  });
});

function mistakes(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseConfig(environment);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'camgate-config-'));
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const secret = 'a secret of more than 32 characters, kept';
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is used as the setting, without its line end', () => {
    const path = file('good', `${secret}\n`);
    expect(parseConfig({ CAMGATE_SECRET_FILE: path }).secret).toBe(secret);
    const url = file('url', 'postgres://me:pass@db/camgate\r\n');
    expect(parseConfig({ DATABASE_URL_FILE: url }).databaseUrl).toBe('postgres://me:pass@db/camgate');
    const every = ['CAMGATE_ADMIN_PASSWORD', 'CAMGATE_SYSTEM_API_KEY', 'MEDIA_BACKEND_SECRET'];
    for (const name of every) expect(mistakes({ [`${name}_FILE`]: path })).toEqual([]);
  });

  it.each([
    ['that is missing', 'missing', undefined, 'The file that CAMGATE_SECRET_FILE names does not exist.'],
    ['that is empty', 'empty', ' \n', 'The file that CAMGATE_SECRET_FILE names is empty.'],
    ['of several lines', 'lines', 'one\ntwo\n', 'The file that CAMGATE_SECRET_FILE names holds more than one line.'],
    ['that is a directory', '.', undefined, 'The file that CAMGATE_SECRET_FILE names cannot be read.'],
  ])('%s is one sentence', (_, name, content, sentence) => {
    const path = content === undefined ? join(folder, name) : file(name, content);
    expect(mistakes({ CAMGATE_SECRET_FILE: path })).toEqual([sentence]);
  });

  it('is rejected when the setting is set as well', () => {
    const path = file('other', secret);
    for (const { name } of settings.filter((setting) => setting.secret === true)) {
      const both = { [name]: secret, [`${name}_FILE`]: path };
      expect(mistakes(both)).toContain(`Both ${name} and ${name}_FILE are set; keep one of them.`);
    }
  });

  it('is read from .env, with warnings where the file does not mean what it seems to', () => {
    const text = [
      '\uFEFFPORT=8001',
      '# a comment',
      'DATABASE_URL=postgres://me:pa#ss@db/camgate',
      'HOST: 127.0.0.1',
      'LOG_LEVEL=warn # a comment',
      'LOG_LEVEL=info',
      'CAMGATE_ADMIN_PASSWORD="one',
      'no=name two"',
      "CAMGATE_SECRET='with # inside'",
    ];
    const { values, warnings } = readDotEnv(file('.env', text.join('\r\n')));
    expect(values).toMatchObject({ PORT: '8001', LOG_LEVEL: 'info', CAMGATE_SECRET: 'with # inside' });
    expect(warnings.map((warning) => warning.replace(/^.*: line/, 'line'))).toEqual([
      'line 3 loses what follows # in DATABASE_URL; put the value in single quotes to keep it.',
      'line 4 has no name and = and is ignored.',
      'line 6 sets LOG_LEVEL again; the last one holds.',
    ]);
    expect(() => readDotEnv(file('wide.env', 'P\0O\0R\0T\0'))).toThrow(/not text in UTF-8/);
    expect(readDotEnv(join(folder, 'none'))).toEqual({ values: {}, warnings: [] });
  });
});

describe('a name that means nothing', () => {
  const warned = (...names: readonly string[]): readonly string[] =>
    unknownNames(Object.fromEntries(names.map((name) => [name, 'x'])));

  it.each([
    ['DATABASE_URI', 'DATABASE_URL'],
    ['PUBLIC_URI', 'PUBLIC_URL'],
    ['CAMGATE_SYSTEM_KEY', 'CAMGATE_SYSTEM_API_KEY'],
    ['CAMGATE_SECRETS', 'CAMGATE_SECRET'],
    ['TRUSTED_PROXY', 'TRUST_PROXY'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['DATADIR', 'DATA_DIR'],
    ['MAIL_FORM', 'MAIL_FROM'],
    ['database_url', 'DATABASE_URL'],
    ['DATABASE_URL_FIEL', 'DATABASE_URL_FILE'],
  ])('as %s is warned of, with the name that was meant', (name, meant) => {
    expect(warned(name)).toEqual([`${name} means nothing; did you mean ${meant}?`]);
  });

  it('causes a warning when it begins like ours, or names a file for what is no secret', () => {
    expect(warned('CAMGATE_FLAVOUR')).toEqual(['CAMGATE_FLAVOUR means nothing; camgate config lists every setting.']);
    expect(warned('PORT_FILE')).toEqual(['PORT_FILE means nothing: only secrets can stand in a file; set PORT.']);
  });

  it('of another program is ignored', () => {
    const others = [
      'HOME',
      'HOSTNAME',
      'PWD',
      'PATH',
      'LOGNAME',
      'PORTS',
      'PGHOST',
      'NODE_PATH',
      'SECRET',
      'POSTGRES_PASSWORD',
    ];
    expect(warned(...others, 'CAMGATE_SECRET_FILE', 'DATABASE_DIRECT_URL')).toEqual([]);
  });
});

describe('the vault (R-ENC)', () => {
  const vault = new Vault('a master secret of more than 32 characters');
  const sealed = vault.seal('hunter2', 'cameras.credentials:1');

  it('opens what it sealed, and never seals twice alike', () => {
    expect(vault.open(sealed, 'cameras.credentials:1')).toBe('hunter2');
    expect(vault.seal('hunter2', 'cameras.credentials:1')).not.toBe(sealed);
    expect(sealed).not.toContain('hunter2');
  });

  it('refuses another place, another secret, and any altered part', () => {
    expect(() => vault.open(sealed, 'cameras.credentials:2')).toThrow(VaultError);
    expect(() => new Vault('another master secret of 32 characters!').open(sealed, 'cameras.credentials:1')).toThrow(
      VaultError,
    );
    const parts = sealed.split('.');
    for (const index of parts.keys()) {
      const altered = parts.map((part, at) =>
        at === index ? (part.startsWith('A') ? 'B' : 'A') + part.slice(1) : part,
      );
      expect(() => vault.open(altered.join('.'), 'cameras.credentials:1')).toThrow(VaultError);
    }
    const shortTag = [
      ...parts.slice(0, 4),
      Buffer.from(parts[4] ?? '', 'base64url')
        .subarray(0, 4)
        .toString('base64url'),
    ];
    expect(() => vault.open(shortTag.join('.'), 'cameras.credentials:1')).toThrow(VaultError);
  });
});
