import { isUtf8 } from 'node:buffer';
import type { ImportSource, RejectedRow } from './parsed-row.js';
import { longestLine, toBuffer } from './text-lines.js';

/** One item of an array, as text; `line` is its number in the array, from 1. */
export interface ItemText {
  readonly line: number;
  readonly text: string;
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
const longestKey = 32;
const longestMember = 4096;

/** Where in a document its rows are. */
export interface ItemsPlace {
  /** The key of the array; undefined: the document is the array. */
  readonly key: string | undefined;
  /** Another member of the document, whose text is collected. */
  readonly beside?: string;
}

/** Splits the items off an array of any size, one in memory at a time. */
export async function* itemTexts(
  source: ImportSource,
  place: ItemsPlace,
  onMember: (text: string) => void = () => undefined,
): AsyncGenerator<ItemText | RejectedRow> {
  const scanner = new ItemScanner(place, onMember);
  for await (const chunk of source) yield* scanner.scan(toBuffer(chunk));
  yield* scanner.end();
}

/** Follows nesting and strings byte by byte; inside the array it collects the bytes between commas. */
class ItemScanner {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private keyBytes: number[] = [];
  private key = '';
  private inItems = false;
  private found = false;
  private count = 0;
  private pieces: Buffer[] = [];
  private length = 0;
  private blank = true;
  private member: number[] | undefined;
  /** The depth of the items. */
  private readonly level: number;

  constructor(
    private readonly place: ItemsPlace,
    private readonly onMember: (text: string) => void,
  ) {
    this.level = place.key === undefined ? 1 : 2;
  }

  *scan(bytes: Buffer): Generator<ItemText | RejectedRow> {
    let start = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      const wasInItems = this.inItems;
      const boundary = this.step(byte);
      if (!wasInItems) {
        start = at + 1;
        continue;
      }
      if (boundary) {
        this.take(bytes.subarray(start, at));
        start = at + 1;
        yield* this.finish();
      } else if (this.blank && !isSpace(byte)) this.blank = false;
    }
    if (this.inItems) this.take(bytes.subarray(start));
  }

  *end(): Generator<RejectedRow> {
    if (!this.found) yield { line: 1, reason: `holds no ${this.place.key ?? 'list'}` };
    else if (this.depth !== 0 || this.inString)
      yield { line: this.count + 1, reason: 'the file ends in the middle, or a bracket is missing before' };
  }

  /** @returns whether the byte ends an item */
  private step(byte: number): boolean {
    if (this.inString) {
      this.stepInString(byte);
      return false;
    }
    if (byte === quote) {
      this.inString = true;
      this.keyBytes = [];
    } else if (isOpening(byte)) {
      this.depth += 1;
      if (this.depth === this.level && !this.found && (this.place.key === undefined || this.key === this.place.key))
        this.found = this.inItems = true;
    } else if (isClosing(byte)) {
      this.depth -= 1;
      if (this.depth === 0) this.endMember();
      else this.collect(byte);
      const last = this.inItems && this.depth === this.level - 1;
      if (last) this.inItems = false;
      return last;
    } else if (byte === comma) {
      if (this.depth === 1) this.endMember();
      else this.collect(byte);
      if (this.depth < 2) this.key = '';
      return this.inItems && this.depth === this.level;
    } else if (byte === colon && this.depth === 1 && this.level === 2) {
      this.key = Buffer.from(this.keyBytes).toString('latin1');
      if (this.key === this.place.beside) this.member = [];
      return false;
    }
    this.collect(byte);
    return false;
  }

  private stepInString(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote) this.inString = false;
    else if (this.depth === 1 && this.keyBytes.length < longestKey) this.keyBytes.push(byte);
    this.collect(byte);
  }

  private collect(byte: number): void {
    if (this.member !== undefined && this.member.length < longestMember) this.member.push(byte);
  }

  private endMember(): void {
    if (this.member === undefined) return;
    this.onMember(Buffer.from(this.member).toString('utf8'));
    this.member = undefined;
  }

  private take(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > longestLine) this.pieces = [];
    else this.pieces.push(piece);
  }

  private *finish(): Generator<ItemText | RejectedRow> {
    const bytes = Buffer.concat(this.pieces);
    const [length, blank] = [this.length, this.blank];
    this.pieces = [];
    this.length = 0;
    this.blank = true;
    // An empty list, or a comma after the last item.
    if (blank && !this.inItems) return;
    this.count += 1;
    const line = this.count;
    if (length > longestLine) yield { line, reason: 'longer than 1 MiB' };
    else if (!isUtf8(bytes)) yield { line, reason: 'not UTF-8' };
    else yield { line, text: bytes.toString('utf8') };
  }
}

/** A member of a JSON object, of which only the beginning may be known. */
export interface JsonMember {
  readonly key: string;
  readonly is: 'list' | 'object' | 'value';
  /** Of a short text. */
  readonly text?: string;
}

/** The members of the object with which a text begins, as far as the text goes. */
export function membersOf(text: string): readonly JsonMember[] {
  const members: JsonMember[] = [];
  let [depth, key] = [0, ''];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '"') {
      const end = endOfString(text, at);
      const content = text.slice(at + 1, end);
      if (depth === 1 && /^\s*:/.test(text.slice(end + 1, end + 100))) key = content;
      else if (depth === 1 && key !== '') members.push({ key, is: 'value', text: content.slice(0, 200) });
      at = end;
    } else if (sign === '{' || sign === '[') {
      if (depth === 1 && key !== '') members.push({ key, is: sign === '[' ? 'list' : 'object' });
      depth += 1;
    } else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) break;
    } else if (depth === 1 && sign === ',') key = '';
    else if (depth === 1 && key !== '' && /[\w-]/.test(sign) && members.at(-1)?.key !== key)
      members.push({ key, is: 'value' });
  }
  return members;
}

/** The index of the quote that ends a string; the text's end where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
