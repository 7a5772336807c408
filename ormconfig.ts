import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/database/data-source.options.js';

/** For the TypeORM CLI: `DATABASE_URL=postgres://… npm run typeorm -- migration:show`. */
export default new DataSource(dataSourceOptions(process.env['DATABASE_URL'] ?? 'postgres://localhost/camgate'));
