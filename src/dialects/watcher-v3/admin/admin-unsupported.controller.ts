import { NotFoundException, Query } from '@nestjs/common';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import type { Wire } from '../collections/wire-list.js';
import { readIdParameter } from '../id-parameter.js';
import { answerNothing } from '../unsupported/nothing.js';
import { answerUsage } from '../unsupported/usage.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

/** What takes agents, recorders, network scans or certificates that this server does not have. */

@AdminApi('', { tag: 'admin: not here' })
export class AdminUnsupportedController {
  @Endpoint('GET', 'agents', {
    operationId: 'agents_list',
    summary: "Cameras' agents: none",
    query: [{ name: 'organization_id', required: false, type: Number, description: 'A filter.' }],
    list: { key: 'agents', sort: 'id', select: 'id,model' },
    errors: [400, 401, 403],
  })
  async agents(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    readIdParameter('organization_id', parameters['organization_id']);
    const fields = { id: 'string', model: 'string', serial: 'string', title: 'string', stream: 'string' } as const;
    return answerNothing('agents', fields, parameters, ['organization_id']);
  }

  @Endpoint('GET', 'agents/:id', {
    operationId: 'agent_get',
    summary: "One camera's agent: not found",
    params: [{ name: 'id', description: 'Its id.', example: '1234567' }],
    errors: [401, 403, 404],
  })
  agent(): never {
    throw new NotFoundException();
  }

  @Endpoint('GET', 'nvrs', {
    operationId: 'admin_nvrs_list',
    summary: 'Recorders of all organizations: none',
    list: { key: 'nvrs', sort: 'title', select: 'title' },
    errors: [400, 401, 403],
  })
  async recorders(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('nvrs', { id: 'integer', title: 'string', note: 'string' }, parameters);
  }

  @Endpoint('GET', 'usage/cameras', {
    operationId: 'camera_usages_admin_list',
    summary: 'Usage of cameras: none is recorded',
    query: [
      { name: 'from', required: false, type: String, example: '2025-01-01', description: 'First day.' },
      { name: 'to', required: false, type: String, example: '2025-01-31', description: 'Last day.' },
    ],
    list: { key: 'usage', sort: 'from', select: 'stream_name,plan_id' },
    errors: [400, 401, 403],
  })
  async usage(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerUsage(parameters);
  }

  @Endpoint('GET', 'streams/discover', {
    operationId: 'streams_discover_list',
    summary: 'Cameras that a network scan found: none',
    list: { key: 'devices', sort: 'ip', select: 'ip,model' },
    errors: [400, 401, 403],
  })
  async discovered(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('devices', { ip: 'string', manufacturer: 'string', model: 'string' }, parameters);
  }

  @Endpoint('PUT', 'streams/discover', {
    operationId: 'streams_discover_start',
    summary: 'Scan the network for cameras: not supported',
    errors: [401, 403, 501],
  })
  scan(): never {
    throw new UnsupportedAction('scanning the network');
  }

  @Endpoint('DELETE', 'streams/discover', {
    operationId: 'streams_discover_stop',
    summary: 'End a scan: not supported',
    errors: [401, 403, 501],
  })
  endScan(): never {
    throw new UnsupportedAction('scanning the network');
  }

  @Endpoint('GET', 'events', {
    operationId: 'events_list',
    summary: "The server's events: not supported",
    description: 'Declared and not implemented by the original, too (GO25); `GET /access_log` tells who did what.',
    errors: [401, 403, 501],
  })
  events(): never {
    throw new UnsupportedAction('events of the server');
  }

  @Endpoint('GET', 'tls/letsencrypt', {
    operationId: 'tls_certificate_get',
    summary: 'The certificate: not supported',
    errors: [401, 403, 501],
  })
  certificate(): never {
    throw new UnsupportedAction('certificates: a proxy in front has them');
  }

  @Endpoint('POST', 'tls/letsencrypt', {
    operationId: 'letsencrypt_issue',
    summary: 'Ask for a certificate: not supported',
    errors: [401, 403, 501],
  })
  issueCertificate(): never {
    throw new UnsupportedAction('certificates: a proxy in front has them');
  }

  @Endpoint('GET', 'peeklio/check_watcher_status', {
    operationId: 'watcher_status_get',
    summary: "State at the makers' agent service: not supported",
    errors: [401, 403, 501],
  })
  operatorStatus(): never {
    throw new UnsupportedAction("the makers' agent service");
  }

  @Endpoint('POST', 'peeklio/create_operator_id', {
    operationId: 'watcher_provision',
    summary: "Join the makers' agent service: not supported",
    errors: [401, 403, 501],
  })
  joinOperator(): never {
    throw new UnsupportedAction("the makers' agent service");
  }
}
