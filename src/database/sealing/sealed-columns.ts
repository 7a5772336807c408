/** The type of each primary key. */
export const keyTypes = { id: 'integer', kid: 'text', state_hash: 'bytea', hash: 'bytea', session_id: 'uuid' } as const;

/** A column of sealed texts. Each is bound to `table.column:` and the value of another column of its row. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The primary key. */
  readonly id: keyof typeof keyTypes;
  readonly boundTo: string;
}

/** Every column of sealed texts of every module, as `entities` lists the tables; a test compares it with them. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'signing_keys', column: 'private_sealed', id: 'kid', boundTo: 'kid' },
  { table: 'system_keys', column: 'key_sealed', id: 'id', boundTo: 'id' },
  { table: 'api_keys', column: 'key_sealed', id: 'id', boundTo: 'user_id' },
  { table: 'second_factors', column: 'secret_sealed', id: 'id', boundTo: 'id' },
  { table: 'pending_sign_ins', column: 'secret_sealed', id: 'hash', boundTo: 'user_id' },
  { table: 'pending_sign_ins', column: 'external_sealed', id: 'hash', boundTo: 'user_id' },
  { table: 'audit_chains', column: 'key_sealed', id: 'id', boundTo: 'id' },
  { table: 'installation_settings', column: 'secrets', id: 'id', boundTo: 'id' },
  { table: 'cameras', column: 'credentials_sealed', id: 'id', boundTo: 'name' },
  { table: 'import_chunks', column: 'content_sealed', id: 'id', boundTo: 'import_id' },
  { table: 'presets', column: 'secrets_sealed', id: 'id', boundTo: 'id' },
  { table: 'streamers', column: 'cluster_key_sealed', id: 'id', boundTo: 'hostname' },
  { table: 'streamers', column: 'secrets_sealed', id: 'id', boundTo: 'hostname' },
  { table: 'shares', column: 'key_sealed', id: 'id', boundTo: 'name' },
  { table: 'event_subscriptions', column: 'webhook_sealed', id: 'id', boundTo: 'id' },
  { table: 'webhooks', column: 'secret_sealed', id: 'id', boundTo: 'id' },
  { table: 'push_browsers', column: 'keys_sealed', id: 'id', boundTo: 'endpoint' },
  { table: 'identity_providers', column: 'secret_sealed', id: 'id', boundTo: 'name' },
  { table: 'external_sign_ins', column: 'request_sealed', id: 'state_hash', boundTo: 'state_hash' },
  { table: 'kept_answers', column: 'answer_sealed', id: 'hash', boundTo: 'hash' },
  { table: 'external_sessions', column: 'id_token_sealed', id: 'session_id', boundTo: 'session_id' },
];
