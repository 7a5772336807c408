import { type JSONVisitor, type ParseErrorCode, visit } from 'jsonc-parser';
import { InputError } from './input.error.js';

/** How much structure a body may have. What is larger costs more to check than to send. */
export interface BodyBounds {
  readonly keysOfObject: number;
  readonly itemsOfArray: number;
  /** Values in all: texts, numbers, objects, arrays. */
  readonly values: number;
}

export const usualBounds: BodyBounds = { keysOfObject: 1_000, itemsOfArray: 10_000, values: 50_000 };

/** One of a list of cameras or users: it has a hundred fields, generously, and lists in some of them. */
export const boundsOfRow: BodyBounds = { ...usualBounds, values: 1_000 };

const deepest = 32;

/**
 * Parses JSON that keeps its bounds. They are counted while the text is read for the first time, before any value is made
 * of it; an error says where it stands and quotes nothing.
 * @throws InputError input.unreadable
 */
export function parseBoundedJson(text: string, bounds: BodyBounds): unknown {
  new Reading(text, bounds).check();
  try {
    return JSON.parse(text);
  } catch {
    // The first reading is a little more generous than JSON is, with numbers and with control characters.
    throw InputError.unreadable('The body is not valid JSON.');
  }
}

interface Level {
  readonly keys: Set<string> | undefined;
  items: number;
}

/** What JSON.parse lets pass: too much of anything, repeated keys (two readers would see two values), `__proto__`. */
class Reading {
  private readonly levels: Level[] = [];
  private values = 0;

  constructor(
    private readonly text: string,
    private readonly bounds: BodyBounds,
  ) {}

  check(): void {
    const visitor: JSONVisitor = {
      onObjectBegin: () => this.enter({ keys: new Set(), items: 0 }),
      onArrayBegin: () => this.enter({ keys: undefined, items: 0 }),
      onObjectEnd: () => void this.levels.pop(),
      onArrayEnd: () => void this.levels.pop(),
      onObjectProperty: (name) => this.countKey(name),
      onLiteralValue: () => this.countValue(),
      onError: (_: ParseErrorCode, offset: number) => this.fail(offset),
    };
    visit(this.text, visitor, { disallowComments: true });
  }

  private enter(level: Level): void {
    this.countValue();
    if (this.levels.length >= deepest)
      throw InputError.unreadable(`The body is nested more than ${deepest} levels deep.`);
    this.levels.push(level);
  }

  private countValue(): void {
    const { itemsOfArray, values } = this.bounds;
    const level = this.levels.at(-1);
    if (level !== undefined && level.keys === undefined) {
      level.items += 1;
      if (level.items > itemsOfArray) throw tooMuch(`An array of the body has more than ${itemsOfArray} items.`);
    }
    this.values += 1;
    if (this.values > values) throw tooMuch(`The body has more than ${values} values.`);
  }

  private countKey(name: string): void {
    if (name === '__proto__') throw InputError.unreadable('The key "__proto__" is not allowed.');
    const { keysOfObject } = this.bounds;
    const keys = this.levels.at(-1)?.keys;
    if (keys?.has(name)) throw InputError.unreadable(`The key "${name.slice(0, 100)}" stands twice in one object.`);
    keys?.add(name);
    if (keys !== undefined && keys.size > keysOfObject)
      throw tooMuch(`An object of the body has more than ${keysOfObject} keys.`);
  }

  private fail(offset: number): never {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - before.lastIndexOf('\n');
    throw InputError.unreadable(`The body is not valid JSON: line ${line}, column ${column}.`);
  }
}

function tooMuch(message: string): InputError {
  return new InputError('input.unreadable', [{ field: '', rule: 'bounded', message }]);
}
