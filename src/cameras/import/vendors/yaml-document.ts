import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { isRecord } from '../camera-row.js';
import { ImportRefusal } from '../parsed-row.js';

const mostAliases = 100;
const deepest = 64;
// The parser takes a second for a megabyte, in one piece.
const longestText = 512 * 1024;

/** A parsed configuration. */
export interface YamlDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of a key, from 1. */
  lineOf(...path: readonly string[]): number;
}

/**
 * YAML 1.2, of which JSON is a part. Values that stand elsewhere (`!secret x`, `!include x`) become `{!secret x}`, which the
 * readers of URLs refuse as a placeholder.
 * @throws ImportRefusal for more than 512 KiB, for what is no YAML, for aliases that multiply, and beyond 64 levels
 */
export function readYaml(text: string): YamlDocument {
  if (text.length > longestText) throw new ImportRefusal('a YAML file has at most 512 KiB');
  refuseDepth(text);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, merge: true, logLevel: 'silent', uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line } = lines.linePos(error.pos[0]);
      // Of the library's message the first line: the others quote the file, where passwords may stand.
      throw new ImportRefusal(`the file is not YAML: ${error.message.split('\n', 1)[0]?.slice(0, 200) ?? ''}`, line);
    }
    visit(document, {
      Scalar(_, node) {
        if (node.tag?.startsWith('!') === true && !node.tag.startsWith('!!'))
          node.value = `{${node.tag} ${String(node.value)}}`;
      },
    });
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    if (!isRecord(value)) throw new ImportRefusal('the file is no YAML mapping');
    return {
      value,
      lineOf: (...path) => {
        const parent: unknown = document.getIn(path.slice(0, -1), true);
        const key = path.at(-1);
        // The border to the library's nodes.
        const items = (parent as { readonly items?: readonly { readonly key?: unknown }[] } | undefined)?.items ?? [];
        const found = items.find((item) => isScalar(item.key) && String(item.key.value) === key)?.key;
        const start = isScalar(found) ? found.range?.[0] : undefined;
        return start === undefined ? 1 : lines.linePos(start).line;
      },
    };
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    // Aliases that multiply are a ReferenceError of the library's, too many levels a RangeError of the engine's.
    if (error instanceof ReferenceError) throw new ImportRefusal('its aliases multiply: expand them first');
    throw new ImportRefusal('the file cannot be read as YAML');
  }
}

/** Counts what opens a level, in a text as in a comment: configurations have a few. */
function refuseDepth(text: string): void {
  let depth = 0;
  for (const sign of text) {
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth = Math.max(0, depth - 1);
    if (depth > deepest) throw new ImportRefusal(`the file has more than ${deepest} levels`);
  }
  for (const line of text.split('\n')) {
    // `- - - -` opens a level at each sign.
    if (/^\s*(?:[-?]\s+){33}/.test(line)) throw new ImportRefusal(`the file has more than ${deepest} levels`);
  }
}
