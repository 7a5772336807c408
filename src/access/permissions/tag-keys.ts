/**
 * What `cameras.tag_keys` has for a tag, which a trigger keeps: one key that filters compare, and one that grants compare and
 * that names the organization. The index over them finds both.
 * @param tag SQL of a tag
 */
export function tagKey(tag: string): string {
  return `('t:' || folded_name(${tag}))`;
}

/** @param permission alias of `tag_permissions`, whose tag is folded */
export function grantedKey(permission: string): string {
  return `('g' || ${permission}.organization_id || ':' || ${permission}.tag)`;
}
