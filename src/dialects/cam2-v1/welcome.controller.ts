import { Config } from '#config';
import { ApiController } from '../http/endpoint.js';
import { Endpoint } from './endpoint.decorator.js';

/** `GET /`: the original answers a JSON string with a link to its documentation. */
@ApiController('/', { tag: 'Welcome' })
export class WelcomeController {
  constructor(private readonly config: Config) {}

  @Endpoint('GET', '', {
    public: true,
    operationId: 'welcome_get',
    summary: 'Where the documentation is',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    answer: { schema: { type: 'string', example: 'CAM2 API. Documentation: http://127.0.0.1:8000/docs' } },
  })
  welcome(): string {
    return JSON.stringify(`CAM2 API. Documentation: ${this.config.publicUrl}/docs`);
  }
}
