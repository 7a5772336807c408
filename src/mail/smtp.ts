import { createTransport } from 'nodemailer';
import { type Email, MailError } from './mailer.js';

export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A mail server. `if-offered`: TLS where the server offers STARTTLS, as `smtp://` means. */
export interface SmtpServer {
  readonly host: string;
  /** Null: 465 with TLS from the start, 587 with STARTTLS, else 25. */
  readonly port: number | null;
  readonly login: string | null;
  readonly password: string | null;
  readonly security: 'none' | 'tls' | 'starttls' | 'if-offered';
}

const timeoutMilliseconds = 10_000;
const ports = { tls: 465, starttls: 587, none: 25, 'if-offered': 25 } as const;

/** @param url `smtp://login:password@host:port`, or `smtps://` for TLS from the start */
export function smtpServerOf(url: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(url);
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? null : Number(port),
    login: username === '' ? null : decoded(username),
    password: username === '' ? null : decoded(password),
    security: protocol === 'smtps:' ? 'tls' : 'if-offered',
  };
}

/** @throws MailError when the server does not accept the email within 10 s per step */
export async function sendBySmtp({ to, subject, text }: Email, from: Sender, server: SmtpServer): Promise<void> {
  const { host, port, login, password, security } = server;
  const transport = createTransport({
    host,
    port: port ?? ports[security],
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(login === null ? {} : { auth: { user: login, pass: password ?? '' } }),
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    dnsTimeout: timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    // As an object: a comma in a string would start a second recipient.
    await transport.sendMail({ from: { ...from }, to: { name: '', address: to }, subject, text });
  } catch (error) {
    throw new MailError(`The mail server ${host} did not take the letter (${reasonOf(error)}).`);
  } finally {
    transport.close();
  }
}

/** Only the code: servers quote in their answers what they were sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error ? String(error.code) : error.name;
  return 'responseCode' in error ? `${code} ${String(error.responseCode)}` : code;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
