import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Pattern {
  /** As it is written, with its flags. */
  readonly text: string;
  readonly file: string;
}

/** Patterns that may take more than linear time, each with the reason that it cannot here. Keep it short. */
const excepted: Readonly<Record<string, string>> = {
  '/([a-z][a-z0-9+.-]*:\\/\\/)[^/?#\\\\\\s]*@/gi': 'camera-secrets.ts is about to be replaced',
  '/^[^/?#\\\\]*:[^/?#\\\\]*@/': 'credentials.ts is about to be replaced',
};

const source = 'src';
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .sort();

/** Every pattern of a file; what is put together while the program runs cannot be judged and is in `unknown`. */
function patternsOf(file: string): { readonly literal: readonly Pattern[]; readonly unknown: readonly string[] } {
  const tree = ts.createSourceFile(file, readFileSync(join(source, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const literal: Pattern[] = [];
  const unknown: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literal.push({ text: node.text, file });
    const made = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
    if (made) unknown.push(`${file}: ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { literal, unknown };
}

async function slowness({ text }: Pattern): Promise<string | undefined> {
  const end = text.lastIndexOf('/');
  const found = await check(text.slice(1, end), text.slice(end + 1), { timeout: 20_000 });
  if (found.status === 'safe') return undefined;
  return found.status === 'vulnerable' ? found.complexity.summary : `not judged: ${found.error.kind}`;
}

describe('a pattern that meets text from outside', () => {
  const found = files.map(patternsOf);

  it('is written as a literal, which can be judged', () => {
    expect(found.flatMap(({ unknown }) => unknown)).toEqual([]);
  });

  it('takes linear time, whatever the text', { timeout: 240_000 }, async () => {
    const patterns = new Map(
      found.flatMap(({ literal }) => literal.map((pattern) => [pattern.text, pattern] as const)),
    );
    expect(patterns.size).toBeGreaterThan(100);
    const slow: string[] = [];
    for (const pattern of patterns.values()) {
      const why = excepted[pattern.text] === undefined ? await slowness(pattern) : undefined;
      if (why !== undefined) slow.push(`${pattern.file}: ${pattern.text} (${why})`);
    }
    expect(slow).toEqual([]);
  });
});
