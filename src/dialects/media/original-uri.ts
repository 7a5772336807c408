import { tokensIn } from './question-fields.js';

/** What a viewer asked a proxy for. */
export interface OriginalUri {
  readonly cameraName: string;
  /** The last segment of the path. */
  readonly resource: string;
  readonly tokens: readonly string[];
  readonly archive: { readonly fromSeconds?: number; readonly asFile?: true } | undefined;
}

/** `archive-<from>-<duration>.mp4` and its relatives (WD, SDK-A); `index-<from>-...` only with a whole second of 1970. */
const archiveForm = /^(?:archive|timeshift_abs|timeshift_rel|rewind|dvr)[-_.](\d+)?|^(?:index|mono|video)-(\d{10})-/;
const pictureForm = /^(\d{10})(?:-preview)?\.(?:mp4|jpg)$/;
const firstMoment = 1_000_000_000;

/**
 * The camera between the prefix and the last segment of a path. nginx decodes a path once and resolves its dots before it
 * looks for the file, so a path that does not name its file plainly is no camera's: undefined.
 * @param camera the camera where it does not stand in the path
 */
export function readOriginalUri(uri: string, prefix = '', camera?: string): OriginalUri | undefined {
  const [path = '', ...rest] = uri.split('?');
  const decoded = decodedOnce(path);
  if (decoded === undefined || !decoded.startsWith('/')) return undefined;
  const segments = decoded.slice(1).split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
  const inside = below(segments, prefix);
  const resource = inside?.at(-1);
  if (inside === undefined || resource === undefined) return undefined;
  const cameraName = camera ?? inside.slice(0, -1).join('/');
  if (cameraName === '') return undefined;
  return { cameraName, resource, tokens: tokensIn(rest.join('?')), archive: archiveOf(resource) };
}

function below(segments: readonly string[], prefix: string): readonly string[] | undefined {
  const expected = prefix.split('/').filter((segment) => segment !== '');
  return expected.every((segment, index) => segments[index] === segment) ? segments.slice(expected.length) : undefined;
}

function archiveOf(resource: string): OriginalUri['archive'] {
  const found = archiveForm.exec(resource) ?? pictureForm.exec(resource);
  if (found === null) return undefined;
  const from = Number(found[1] ?? found[2] ?? 0);
  return {
    ...(from >= firstMoment ? { fromSeconds: from } : {}),
    ...(/^archive.*\.(?:mp4|ts|mov)$/.test(resource) ? { asFile: true } : {}),
  };
}

function decodedOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
