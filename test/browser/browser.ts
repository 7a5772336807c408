import { type Browser, chromium, type Page } from 'playwright-core';

export interface Visit {
  readonly page: Page;
  /** What the page complained about, and every request that wanted to leave this machine. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium; CHROMIUM says where it is when it is not Debian's. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: quiet });
}

/** A fresh window that remembers nothing; requests to other machines are refused and told. */
export async function visit(browser: Browser): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 960 } });
  const complaints: string[] = [];
  await context.route('**/*', (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    if (hostname === '127.0.0.1' || hostname === 'localhost' || protocol === 'data:' || protocol === 'blob:')
      return route.continue();
    complaints.push(`a request to ${hostname}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  return { page, complaints, close: () => context.close() };
}
