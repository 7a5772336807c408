import { Logger } from '@nestjs/common';
// Not '#config': vitest's global set-up reads this file, and knows no conditions.
import { Distribution } from '../config/index.js';
import type { Connection, PoolClient } from 'pg';

/** A statement that takes longer is counted as slow, and stands in the log. */
const slowMilliseconds = 1_000;
/** A machine that is out of breath must not write a line for each of its statements. */
const quietMilliseconds = 10_000;
const longestText = 500;
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

type Done = (...outcome: readonly unknown[]) => void;
type Query = (statement: unknown, values?: unknown, done?: unknown) => unknown;

/** A statement that reads its own rows. */
interface Submittable {
  handleReadyForQuery: (connection: Connection) => void;
}

/** How long statements take from when they are given to a connection until their last row is here, in seconds. */
export class StatementTimes {
  readonly seconds = new Distribution(bounds);
  private slowOnes = 0;
  private quietUntil = 0;
  private readonly logger = new Logger('Database');

  /** How many took longer than a second. */
  get slow(): number {
    return this.slowOnes;
  }

  /** Times every statement of a connection. */
  watch(client: PoolClient): void {
    // The border: `pg` declares a dozen ways to call it, of which all but cursors take a callback or return a promise.
    const query = client.query.bind(client) as unknown as Query;
    const timed: Query = (statement, values, done) => {
      const began = performance.now();
      if (isSubmittable(statement)) this.timeSubmittable(statement, began);
      const after = (then: Done) => (error: unknown, result: unknown) => {
        this.note(statement, performance.now() - began);
        then(error, result);
      };
      if (typeof values === 'function') return query(statement, after(values as Done));
      if (typeof done === 'function') return query(statement, values, after(done as Done));
      const result = query(statement, values);
      const note = (): void => this.note(statement, performance.now() - began);
      if (result instanceof Promise) result.then(note, note);
      return result;
    };
    Object.assign(client, { query: timed });
  }

  /** One that reads its own rows: until the server is ready for the next one. One that fails is not timed. */
  private timeSubmittable(statement: Submittable, began: number): void {
    const ready = statement.handleReadyForQuery;
    statement.handleReadyForQuery = (connection) => {
      this.note(statement, performance.now() - began);
      ready.call(statement, connection);
    };
  }

  private note(statement: unknown, milliseconds: number): void {
    this.seconds.add(milliseconds / 1000);
    if (milliseconds < slowMilliseconds) return;
    this.slowOnes += 1;
    const now = performance.now();
    if (now < this.quietUntil) return;
    this.quietUntil = now + quietMilliseconds;
    // Its values are never logged: they may be somebody's.
    this.logger.warn(`A statement took ${(milliseconds / 1000).toFixed(1)} s: ${textOf(statement)}`);
  }
}

function isSubmittable(statement: unknown): statement is Submittable {
  return statement instanceof Object && 'submit' in statement && 'handleReadyForQuery' in statement;
}

function textOf(statement: unknown): string {
  const text = statement instanceof Object && 'text' in statement ? statement.text : statement;
  return String(text).replaceAll(/\s+/g, ' ').trim().slice(0, longestText);
}
