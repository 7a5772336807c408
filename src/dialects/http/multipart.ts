import { InputError } from './input.error.js';

const longestHead = 16 * 1024;
const mostParts = 20;

/** The boundary of a form's parts (RFC 7578); undefined for another media type. */
export function boundaryOf(mediaType: string | undefined): string | undefined {
  if (mediaType === undefined || !/^\s*multipart\/form-data\s*(?:;|$)/i.test(mediaType)) return undefined;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^;\s"]*))/i.exec(mediaType) ?? [];
  const boundary = quoted ?? plain ?? '';
  if (boundary.length >= 1 && boundary.length <= 70) return boundary;
  throw InputError.at('', 'wrong_format', 'The form has no boundary.');
}

/**
 * The content of the part `file`, or of the first part that has a file's name, a piece at a time; other parts are passed over.
 * @param onName is told its name, where the form states one
 * @throws InputError input.invalid for a form without one, input.unreadable for one that ends too early
 */
export async function* filePart(
  pieces: AsyncIterable<Buffer>,
  boundary: string,
  onName: (name: string) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const reader = new PartReader(pieces, Buffer.from(`\r\n--${boundary}`, 'latin1'));
  for (let part = 0; part < mostParts; part += 1) {
    const head = await reader.head();
    if (head === undefined) break;
    const isFile = namesFile(head);
    const name = isFile ? fileNameOf(head) : undefined;
    if (name !== undefined) onName(name);
    for await (const piece of reader.content()) if (isFile) yield piece;
    if (isFile) return;
  }
  throw InputError.at('file', 'missing_required', 'The form has no part named file.');
}

function namesFile(head: string): boolean {
  const line = head.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const parameters = line.split(';').map((one) => one.trim().toLowerCase());
  return parameters.some((one) => one.startsWith('filename') || one === 'name=file' || one === 'name="file"');
}

/** The last part of the file's name, at most 255 characters; browsers send it in UTF-8 (RFC 7578 §4.2). */
function fileNameOf(head: string): string | undefined {
  const sign = 'filename="';
  const line = head.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const start = line.toLowerCase().indexOf(sign);
  const end = line.indexOf('"', start + sign.length);
  const quoted = start === -1 || end === -1 ? '' : line.slice(start + sign.length, end);
  const name = Buffer.from(quoted, 'latin1').toString('utf8').split(/[/\\]/).at(-1) ?? '';
  const clean = name
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .slice(0, 255)
    .toWellFormed();
  return clean === '' ? undefined : clean;
}

/** Reads parts one after the other; holds no more than one piece and a boundary. */
class PartReader {
  private readonly source: AsyncIterator<Buffer>;
  // The first boundary has no line before it.
  private held: Buffer = Buffer.from('\r\n');

  constructor(
    pieces: AsyncIterable<Buffer>,
    private readonly boundary: Buffer,
  ) {
    this.source = pieces[Symbol.asyncIterator]();
  }

  /** The headers of the next part; undefined behind the last one. */
  async head(): Promise<string | undefined> {
    if (!this.held.subarray(0, this.boundary.length).equals(this.boundary)) for await (const _ of this.content());
    while (this.held.length < this.boundary.length + 4) await this.more();
    if (this.held.subarray(this.boundary.length, this.boundary.length + 2).toString('latin1') === '--')
      return undefined;
    for (;;) {
      const end = this.held.indexOf('\r\n\r\n', this.boundary.length);
      if (end !== -1) {
        const head = this.held.subarray(this.boundary.length, end).toString('latin1');
        this.held = this.held.subarray(end + 4);
        return head;
      }
      if (this.held.length > longestHead)
        throw InputError.at('', 'too_long', 'A part of the form has too long a head.');
      await this.more();
    }
  }

  /** What stands before the next boundary, which stays. */
  async *content(): AsyncGenerator<Buffer> {
    for (;;) {
      const end = this.held.indexOf(this.boundary);
      if (end !== -1) {
        if (end > 0) yield this.held.subarray(0, end);
        this.held = this.held.subarray(end);
        return;
      }
      // The boundary may begin at the end of what is here.
      const sure = this.held.length - this.boundary.length;
      if (sure > 0) {
        yield this.held.subarray(0, sure);
        this.held = this.held.subarray(sure);
      }
      await this.more();
    }
  }

  private async more(): Promise<void> {
    const next = await this.source.next();
    if (next.done === true) throw InputError.unreadable('The form ends too early.');
    this.held = Buffer.concat([this.held, next.value]);
  }
}
