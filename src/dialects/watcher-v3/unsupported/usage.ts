import type { UnsupportedRequest } from '../../http/unsupported-routes.js';
import { checkDayParameter } from '../query-parameters.js';
import type { NoFields } from './unsupported-routes.js';

/** The fields of a camera's usage, which nobody records here (GO26). */
export const usageFields: NoFields = {
  stream_name: 'string',
  plan_id: 'string',
  billing_plan_id: 'string',
  license_id: 'string',
  account_id: 'integer',
  external_account_id: 'string',
  from: 'string',
  to: 'string',
};

export const usageQuery = [
  { name: 'from', required: false, type: String, example: '2025-01-01', description: 'First day.' },
  { name: 'to', required: false, type: String, example: '2025-01-31', description: 'Last day.' },
] as const;

export function checkUsage({ query }: UnsupportedRequest): void {
  checkDayParameter('from', query['from']);
  checkDayParameter('to', query['to']);
}
