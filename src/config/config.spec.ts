import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.js';
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

  it('take a mail server and a sender, and never say its password', () => {
    for (const url of ['smtp://localhost:25', 'smtps://me%40example.com:pass@mail.example.com', 'smtp://10.0.0.1:587'])
      expect(parseConfig({ SMTP_URL: url }).smtpUrl).toBe(url);
    for (const from of ['cameras@example.com', 'Cameras <cameras@example.com>', '"A, B" <c@localhost>'])
      expect(parseConfig({ MAIL_FROM: from }).mailFrom).toBe(from);
    expect(() => parseConfig({ SMTP_URL: 'smtp://me:canary@' })).not.toThrow('canary');
  });

  it('treat an empty value as not set', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: ' ' }).port).toBe(8000);
  });
});

describe('the vault (R-ENC)', () => {
  const vault = new Vault('a master secret of more than 32 characters');
  const sealed = vault.seal('hunter2', 'cameras.credentials:1');

  it('opens what it sealed, and never seals alike', () => {
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
