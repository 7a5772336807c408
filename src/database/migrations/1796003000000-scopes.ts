import type { MigrationInterface, QueryRunner } from 'typeorm';

const order = `ARRAY['cameras:read', 'cameras:live', 'cameras:write', 'organizations:manage', 'users:manage',
  'accounts:manage', 'applications:manage', 'admin']`;

/** The words of a registration's scope, each by those that take its place; `extra` adds what only some together gave. */
function reword(cases: string, extra = ''): string {
  return `UPDATE applications a SET scope = (
      SELECT coalesce(string_agg(word, ' ' ORDER BY array_position(${order}, word)), '') FROM (
        SELECT unnest(CASE old ${cases} ELSE ARRAY[old] END) AS word
        FROM unnest(string_to_array(a.scope, ' ')) AS words (old)
        ${extra}
      ) AS replaced
    ) WHERE a.scope IS NOT NULL`;
}

/**
 * Registrations keep what they could do: reading cameras was also watching them, and managing accounts was also managing
 * organizations. The installation's settings went with accounts and applications together.
 */
export class Scopes1796003000000 implements MigrationInterface {
  readonly name = 'Scopes1796003000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      reword(
        `WHEN 'cameras:read' THEN ARRAY['cameras:read', 'cameras:live']
         WHEN 'accounts:manage' THEN ARRAY['organizations:manage', 'users:manage']`,
        `UNION ALL SELECT 'admin'
         WHERE string_to_array(a.scope, ' ') @> ARRAY['accounts:manage', 'applications:manage']`,
      ),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // What the old words cannot express is taken away and not widened: live alone was never possible.
    await queryRunner.query(
      reword(
        `WHEN 'cameras:live' THEN ARRAY[]::text[]
         WHEN 'organizations:manage' THEN ARRAY[]::text[]
         WHEN 'users:manage' THEN ARRAY['accounts:manage']
         WHEN 'admin' THEN ARRAY['applications:manage']`,
      ),
    );
    // No scope would be no limit.
    await queryRunner.query(`UPDATE applications SET revoked_at = now() WHERE scope = ''`);
  }
}
