/**
 * The claim that MediaMTX reads (MTX, strict decoder: no other keys). It takes a path that begins with `~` for a regular
 * expression, so a camera of such a name becomes the expression that matches this name alone.
 */
export function toMediamtxPermissions(
  action: string,
  name: string,
): readonly { readonly action: string; readonly path: string }[] {
  return [{ action, path: name.startsWith('~') ? `~^${escaped(name)}$` : name }];
}

/** Every character that means something in Go's regular expressions (RE2). */
function escaped(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
