import type { Wire } from '../collections/wire-list.js';
import { readDayParameter } from './checked-parameters.js';
import { answerNothing } from './nothing.js';

/** The list of camera usages, which nobody records here. */
export async function answerUsage(parameters: Readonly<Record<string, unknown>>): Promise<Wire> {
  readDayParameter('from', parameters['from']);
  readDayParameter('to', parameters['to']);
  const fields = {
    stream_name: 'string',
    plan_id: 'string',
    billing_plan_id: 'string',
    license_id: 'string',
    account_id: 'integer',
    external_account_id: 'string',
    from: 'string',
    to: 'string',
  } as const;
  return answerNothing('usage', fields, parameters, ['from', 'to']);
}
