import type { Command } from 'commander';

/** The output for scripts: one JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A user's mistake, as one sentence; mistakes in the command itself are commander's errors. */
export class CommandError extends Error {}

/** Whether `--json` was given, before or after the command's name. */
export function wantsJson(command: Command): boolean {
  return command.optsWithGlobals()['json'] === true;
}

/** Prints the answer: as JSON where that is wanted, else as text for people. */
export function answer(command: Command, json: Json, text: string): void {
  process.stdout.write(`${wantsJson(command) ? JSON.stringify(json) : text}\n`);
}

/** A table with columns as wide as their cells; an empty cell is a dash. */
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

/** Titles come from anywhere: control sequences are not printed. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, ' ');
}
