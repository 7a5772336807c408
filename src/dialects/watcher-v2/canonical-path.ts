const base = '/vsaas/api/v2';
const cameras = `${base}/cameras/`;
/** The only domain. */
const domain = `${base}/domains/1/`;
const groupCamera = /^(\/vsaas\/api\/v2\/groups\/[^/]+\/cameras\/)(.+)$/;

/** Path segments after a camera's name (WD). A name that itself ends like this needs %2F instead of its slash. */
const parts = ['ptz', 'user_attributes', 'agent-disconnect', 'agent'];

/** The oldest spelling of an import; `?type=csv` stays behind it. */
const oldest = /^\/vsaas\/api\/interchange\/usercameras\/?$/;

/**
 * The one spelling of a path that the controllers know: organizations without their domain, and the name of a camera, which
 * may hold slashes, as one segment.
 */
export function canonicalPath(path: string): string {
  if (oldest.test(path)) return `${cameras}import`;
  if (path.startsWith(`${domain}organizations`)) return canonicalPath(`${base}/${path.slice(domain.length)}`);
  const [, group, member] = groupCamera.exec(path) ?? [];
  if (group !== undefined && member !== undefined) return group + inOneSegment(member);
  return path.startsWith(cameras) ? cameras + inOneSegment(path.slice(cameras.length), parts) : path;
}

function inOneSegment(rest: string, endings: readonly string[] = []): string {
  const name = rest.replace(/\/$/, '');
  const end = endings.find((part) => name.endsWith(`/${part}`) && name.length > part.length + 1);
  const own = end === undefined ? name : name.slice(0, -end.length - 1);
  return own.replaceAll('/', '%2F') + (end === undefined ? '' : `/${end}`);
}
