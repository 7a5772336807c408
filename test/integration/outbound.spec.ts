import { HttpAdapterHost } from '@nestjs/core';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#config';
import { DatabaseLocation } from '#database';
import { NameResolver, OutboundHttp } from '#outbound';
import { AddressPolicy } from '../../src/outbound/address-policy.js';
import { OwnServices } from '../../src/outbound/own-services.js';
import { openCore } from '../support/core.js';

/** Names as a hostile DNS server answers them: each question takes the next answer, the last one stays. */
class Names extends NameResolver {
  asked = 0;

  constructor(private readonly answers: Readonly<Record<string, readonly (readonly string[])[]>> = {}) {
    super();
  }

  override async addressesOf(host: string): Promise<readonly string[]> {
    const answers = this.answers[host];
    if (answers === undefined) return [host];
    this.asked += 1;
    return answers[Math.min(this.asked, answers.length) - 1] ?? [];
  }
}

let core: Awaited<ReturnType<typeof openCore>>;
let server: Server;
let port: number;
let heard: string[] = [];

beforeAll(async () => {
  core = await openCore();
  server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
  }).listen(0);
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(async () => {
  server.close();
  await core.close();
});
beforeEach(() => {
  heard = [];
});

function outbound(
  allowed: string,
  names: Names = new Names(),
): { readonly http: OutboundHttp; readonly policy: AddressPolicy } {
  const config = parseConfig(allowed === '' ? {} : { ALLOWED_NETWORKS: allowed });
  const own = new OwnServices(core.app.get(DatabaseLocation), core.app.get(HttpAdapterHost), names, config);
  const policy = new AddressPolicy(config, own);
  return { http: new OutboundHttp(names, policy), policy };
}

const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'answered',
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );

describe('An address that is not allowed (R-SSRF-2)', () => {
  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
  ])('%s is none that we connect to', async (address) => {
    expect(await outbound('').policy.permits(address, 80)).toBe(false);
  });

  it.each(['8.8.8.8', '100.128.0.1', '172.32.0.1', '192.169.0.1', '2606:4700::1', '::ffff:8.8.8.8'])(
    '%s is public, at the ports where cameras answer',
    async (address) => {
      const { policy } = outbound('');
      for (const open of [80, 443, 554, 8080, 8443, 8554]) expect(await policy.permits(address, open)).toBe(true);
      for (const closed of [0, 22, 25, 1024, 5432, 6379, 65_535])
        expect(await policy.permits(address, closed)).toBe(false);
    },
  );
});

describe('ALLOWED_NETWORKS', () => {
  it('allows what it names, also at ports from 1024, and nothing else', async () => {
    const { policy } = outbound('10.1.0.0/16,fd12::/16');
    expect(await policy.permits('10.1.2.3', 80)).toBe(true);
    expect(await policy.permits('::ffff:10.1.2.3', 9000)).toBe(true);
    expect(await policy.permits('fd12::1', 1024)).toBe(true);
    expect(await policy.permits('10.1.2.3', 22)).toBe(false);
    expect(await policy.permits('10.2.0.1', 80)).toBe(false);
  });

  it('never allows link-local and metadata addresses, whatever it names', async () => {
    const { policy } = outbound('0.0.0.0/0,::/0');
    for (const address of ['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '100.100.100.200', '224.0.0.1', '::'])
      expect([address, await policy.permits(address, 80)]).toEqual([address, false]);
  });

  it('never allows our own database', async () => {
    const { policy } = outbound('127.0.0.0/8,::1');
    const { port: database } = core.app.get(DatabaseLocation);
    for (const address of ['127.0.0.1', '127.0.0.2', '::1', '::ffff:127.0.0.1'])
      expect(await policy.permits(address, database)).toBe(false);
  });
});

describe('A request to an address that somebody named', () => {
  it.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://127.0.1:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0x7f.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://017700000001:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
    'http://127。0。0。1:PORT/',
    'http://127.0.0.1.:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST.:PORT/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[64:ff9b::127.0.0.1]:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://ok.example@127.0.0.1:PORT/',
    'http://ok.example:80@127.0.0.1:PORT/',
    'http://127.0.0.1:PORT\\@ok.example/',
    'http://127.0.0.1:PORT#@ok.example/',
    'http://127.0.0.1:PORT/#fragment',
    'http:127.0.0.1:PORT/',
    'http:////127.0.0.1:PORT/',
    ' http://127.0.0.1:PORT/',
    'http://127.0.0.1:PORT/\r\nX-Injected: 1',
    'http://127.0.0.1\t:PORT/',
    'HTTP://127.0.0.1:PORT/',
    'ftp://127.0.0.1:PORT/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:PORT/_x',
    'dict://127.0.0.1:PORT/',
    'data:text/plain,x',
    'javascript:alert(1)',
    'http://',
    'http://:PORT/',
    'http://[fe80::1%25lo]:PORT/',
    'nonsense',
    '',
    `http://127.0.0.1:PORT/${'a'.repeat(3000)}`,
  ])('%.60s brings nothing, and nobody hears it', async (text) => {
    const { http } = outbound('');
    const code = await codeOf(http.head(text.replace('PORT', String(port)), 2_000));
    expect(['url.unusable', 'address.forbidden', 'address.unreachable']).toContain(code);
    expect(heard).toEqual([]);
  });

  it('is rejected for a name that resolves to public and private addresses', async () => {
    const names = new Names({ 'cam.test': [['8.8.8.8', '127.0.0.1']] });
    expect(await codeOf(outbound('', names).http.head(`http://cam.test:${port}/`, 2_000))).toBe('address.forbidden');
  });

  it('goes to the address that was checked, whatever the name resolves to later (rebinding)', async () => {
    const names = new Names({ 'cam.test': [['127.0.0.2'], ['127.0.0.1']] });
    const { http } = outbound('127.0.0.2', names);
    expect(await http.head(`http://cam.test:${port}/once`, 2_000)).toBe(302);
    expect(names.asked).toBe(1);
    expect(heard).toEqual(['/once']);
    expect(await codeOf(http.head(`http://cam.test:${port}/again`, 2_000))).toBe('address.forbidden');
    expect(heard).toEqual(['/once']);
  });

  it('does not follow redirects', async () => {
    expect(await outbound('127.0.0.1').http.head(`http://127.0.0.1:${port}/`, 2_000)).toBe(302);
  });

  it('ends within its time limit where nobody answers', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port: closed } = silent.address() as AddressInfo;
    try {
      expect(await codeOf(outbound('127.0.0.1').http.head(`http://127.0.0.1:${closed}/`, 200))).toBe(
        'address.unreachable',
      );
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});
