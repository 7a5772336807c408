import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { Mailer, MailError } from '#mail';
import { SettingsService } from '#settings';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SendGrid, SendGridAddress } from '../../src/mail/send-grid.js';
import { openAuth } from '../support/auth-core.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { type MailServer, openMailServer } from '../support/smtp.js';

const letter = { to: 'ada@example.com', subject: 'Grüße', text: 'Line one.\n\nStraße 1, Токио.' };

let database: TestDatabase;
let server: MailServer;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  server = await openMailServer();
});
afterEach(async () => {
  await app.close();
  await server.close();
});

async function open(environment: Readonly<Record<string, string>> = {}): Promise<Mailer> {
  ({ app } = await openAuth(database, environment));
  await app.get(SettingsService).change({ mail: null });
  return app.get(Mailer);
}

const set = (change: Parameters<SettingsService['change']>[0]['mail']) =>
  app.get(SettingsService).change({ mail: change ?? null });

describe('an email', () => {
  it('is sent through SMTP_URL, from MAIL_FROM', async () => {
    const mail = await open({
      SMTP_URL: `smtp://me%40example.com:right@127.0.0.1:${server.port}`,
      MAIL_FROM: '"City cameras" <cameras@example.com>',
    });
    expect(await mail.ready()).toBe(true);
    await mail.send(letter);
    expect(server.letters).toHaveLength(1);
    const [received] = server.letters;
    expect(received).toMatchObject({ from: 'cameras@example.com', to: ['ada@example.com'], login: 'me@example.com' });
    expect(received?.headers.get('from')).toBe('City cameras <cameras@example.com>');
    expect(received?.headers.get('to')).toBe('ada@example.com');
    expect(received?.text.trim().replaceAll('\r\n', '\n')).toBe(letter.text);
  });

  it('comes from camgate@ the host of PUBLIC_URL by default', async () => {
    const mail = await open({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    await mail.send(letter);
    expect(server.letters[0]).toMatchObject({ from: 'camgate@camgate.test', login: undefined });
  });

  it('is sent as administrators set it, whatever the environment has', async () => {
    const mail = await open({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'environment@example.com' });
    const place = { host: '127.0.0.1', port: server.port, login: 'camgate', password: 'right' };
    await set({ method: 'smtp', ...place, senderTitle: 'Gates, North', senderAddress: 'gates@example.com' });
    await mail.send(letter);
    expect(server.letters[0]).toMatchObject({ from: 'gates@example.com', login: 'camgate' });
    expect(server.letters[0]?.headers.get('from')).toBe('"Gates, North" <gates@example.com>');
  });

  it('cannot be sent where nothing is set', async () => {
    const mail = await open();
    expect(await mail.ready()).toBe(false);
    await expect(mail.send(letter)).rejects.toThrow('SMTP_URL');
    await set({ method: 'sendgrid' });
    expect(await mail.ready()).toBe(false);
    await set({ method: 'smtp', host: 'mail.example.com' });
    expect(await mail.ready()).toBe(true);
  });

  it('never names the password when the server rejects it', async () => {
    const mail = await open();
    const place = { host: '127.0.0.1', port: server.port, login: 'camgate', password: 'canary-mail-password' };
    await set({ method: 'smtp', ...place });
    const failure: unknown = await mail.send(letter).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MailError);
    expect(String(failure)).toBe('MailError: The mail server 127.0.0.1 did not take the letter (EAUTH 535).');
    expect(server.letters).toHaveLength(0);
  });

  it('is not sent in the clear where STARTTLS is required but not offered', async () => {
    const mail = await open();
    await set({ method: 'smtp', host: '127.0.0.1', port: server.port, security: 'starttls' });
    await expect(mail.send(letter)).rejects.toThrow('did not take the letter');
    expect(server.letters).toHaveLength(0);
  });

  it('is not sent to a server without a valid certificate', async () => {
    const encrypted = await openMailServer({ secure: true });
    const mail = await open();
    await set({ method: 'smtp', host: '127.0.0.1', port: encrypted.port, security: 'tls' });
    await expect(mail.send(letter)).rejects.toThrow('did not take the letter');
    expect(encrypted.letters).toHaveLength(0);
    await encrypted.close();
  });

  it('does not wait for ever for a silent server', async () => {
    const silent = createSocketServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const mail = await open({ SMTP_URL: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}` });
    const begun = Date.now();
    await expect(mail.send(letter)).rejects.toBeInstanceOf(MailError);
    expect(Date.now() - begun).toBeLessThan(20_000);
    await new Promise((resolve) => silent.close(resolve));
  });

  it('has one recipient, whatever the address contains', async () => {
    const mail = await open({ SMTP_URL: `smtp://127.0.0.1:${server.port}` });
    await mail.send({ ...letter, to: 'a@example.com, b@example.com' }).catch(() => undefined);
    for (const { to } of server.letters) expect(to.length).toBeLessThanOrEqual(1);
  });
});

describe('an email by SendGrid', () => {
  interface Asked {
    readonly path: string | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: unknown;
  }
  const asked: Asked[] = [];
  let status = 202;
  let sendGrid: Server;
  let address: string;

  beforeAll(async () => {
    sendGrid = createServer((request, response) => {
      let text = '';
      request.on('data', (piece: Buffer) => (text += piece.toString()));
      request.on('end', () => {
        asked.push({ path: request.url, headers: request.headers, body: JSON.parse(text) });
        response.writeHead(status, { location: '/elsewhere' }).end('{"errors":[{"message":"canary-answer"}]}');
      });
    });
    await new Promise<void>((resolve) => sendGrid.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(sendGrid.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => sendGrid.close(resolve)));

  it('is sent as its HTTP API requires, with the key', async () => {
    await open();
    const from = { name: 'City cameras', address: 'cameras@example.com' };
    await new SendGrid(new SendGridAddress(address)).send(letter, from, 'SG.key');
    expect(asked.at(-1)).toMatchObject({
      path: '/v3/mail/send',
      headers: { authorization: 'Bearer SG.key', 'content-type': 'application/json' },
      body: {
        personalizations: [{ to: [{ email: 'ada@example.com' }] }],
        from: { email: 'cameras@example.com', name: 'City cameras' },
        subject: 'Grüße',
        content: [{ type: 'text/plain', value: letter.text }],
      },
    });
  });

  it.each([401, 429, 500, 302])('is not sent when the answer is %i, and the answer is not quoted', async (answer) => {
    await open();
    status = answer;
    const failure: unknown = await new SendGrid(new SendGridAddress(address))
      .send(letter, { name: '', address: 'a@b.c' }, 'SG.canary')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MailError);
    expect(String(failure)).not.toContain('canary');
    status = 202;
  });

  it('goes to api.sendgrid.com, and counts as set by its key alone', async () => {
    const mail = await open();
    expect(new SendGridAddress().url).toBe('https://api.sendgrid.com');
    await set({ method: 'sendgrid', apiKey: 'SG.key' });
    expect(await mail.ready()).toBe(true);
  });
});
