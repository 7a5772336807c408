/** Tables whose rows no backup has, each with the reason; beside these only unlogged ones, which a crash may empty anyway. */
export const leftOutTables: Readonly<Record<string, string>> = {
  migrations: 'the header names them, and restoring runs them',
  typeorm_metadata: 'the migrations write it; it names the database',
  schema_compatibility: 'restoring writes it anew, as every migrating does',
  camera_feed: 'its entries are told apart by transaction ids of this database; cursors of another one have expired',
  camera_sights: 'only cursors of the feed name them',
};

/** What is written in the place of a column's values, as SQL. */
export const replacedColumns: Readonly<Record<string, string>> = {
  // Readers of the log ask for newer transactions than the last one that they know, and read everything when they start.
  'revocations.transaction_id': '0',
};

/**
 * Tables in which a program that nobody has used yet may have rows, and how many at most: migrations and the first start write
 * them. Whoever restores loses none of their own.
 */
export const ownRows: Readonly<Record<string, number>> = {
  organizations: 1,
  folders: 1,
  installation_settings: 1,
  audit_chains: 1,
  system_keys: 1,
  signing_keys: 20,
  sealing_keys: 20,
  sealing_steps: 100,
  revocations: 100,
};
