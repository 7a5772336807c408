import { Param, Query } from '@nestjs/common';
import { ExplanationsService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import {
  CameraViewers,
  ExplanationAnswer,
  ExplanationQuery,
  toExplanationAnswer,
  viewerResource,
} from './access.dto.js';

const requires = ['organizations:manage', { orMember: true }] as const;
const forWhom = 'For administrators, and those who may edit the cameras or the members of its organization.';

/** Why somebody may do something with a camera. */
@ApiController('api/v1', { tag: 'access' })
export class AccessController {
  constructor(private readonly explanations: ExplanationsService) {}

  @Endpoint('GET', 'access/explain', {
    requires,
    operationId: 'explainAccess',
    summary: 'Whether a person may do something with a camera, and why',
    description: `${forWhom} A level of administrators shows and changes a camera; it opens no archive and turns nothing.`,
    query: [
      {
        name: 'caller',
        required: true,
        description: '`user:` with a login or a number.',
        type: String,
        example: 'user:admin',
      },
      { name: 'camera', required: true, description: "The camera's number.", type: Number, example: 1 },
      {
        name: 'action',
        required: true,
        description: '`view`, `archive`, `ptz` or `edit`.',
        type: String,
        example: 'view',
      },
    ],
    answer: { type: ExplanationAnswer, description: 'The decision and its reasons.' },
    errors: [400, 401, 403, 404],
  })
  async explain(
    @CurrentCaller() caller: Caller,
    @Query(strictInput) query: ExplanationQuery,
  ): Promise<ExplanationAnswer> {
    const { caller: person, camera, action } = query;
    return toExplanationAnswer(await this.explanations.explain(caller, person.slice('user:'.length), camera, action));
  }

  @Endpoint('GET', 'cameras/:id/viewers', {
    requires,
    params: [{ name: 'id', description: 'The number of a camera.' }],
    operationId: 'listCameraViewers',
    summary: 'Who sees a camera, and why',
    description: `${forWhom} \`everybody\` is true where the organization is public: then everyone who signs in sees it, listed or not.`,
    list: viewerResource,
    answer: { type: CameraViewers, description: 'One page.' },
    errors: [400, 401, 403, 404],
  })
  async viewers(
    @CurrentCaller() caller: Caller,
    @Param('id') text: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<PageAnswer & { readonly everybody: boolean }> {
    const cameraId = numberOf(text, 'camera');
    let everybody = false;
    const answer = await answerPage(viewerResource, parameters, {
      page: async (query, page) => {
        const found = await this.explanations.viewers(caller, cameraId, query, page);
        everybody = found.everybody;
        return found;
      },
      count: (query) => this.explanations.countViewers(caller, cameraId, query),
    });
    return { ...answer, everybody };
  }
}
