import { Client, type ClientConfig } from 'pg';

/** Whether a server that was just started takes connections already. */
export async function answers(options: ClientConfig): Promise<boolean> {
  const client = new Client(options);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
