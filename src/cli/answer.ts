import type { Command } from 'commander';

/** What scripts read: one JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A refusal in the words of the command line; anything wrong with the command itself is commander's. */
export class CommandError extends Error {}

/** Whether `--json` was given, before or behind the command's name. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals()['json'] === true;
}

/** Prints the answer: as JSON where that is wanted, else as text for people. */
export function answer(command: Command, json: Json, text: string): void {
  process.stdout.write(`${wantsJson(command) ? JSON.stringify(json) : text}\n`);
}

/** A table with its columns as wide as they need to be; empty cells are a dash. */
export function table(header: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const cells = [header, ...rows].map((row) =>
    row.map((cell) => printable(cell === undefined ? '' : String(cell)) || '-'),
  );
  const widths = header.map((_, column) => Math.max(...cells.map((row) => Array.from(row[column] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - Array.from(cell).length))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Titles come from anywhere: what steers a terminal is not printed. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, ' ');
}
