import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '#auth';
import { Config } from '#config';

/** `GET /`: the original answers a JSON string with a link to its documentation. */
@ApiTags('Welcome')
@Controller()
export class WelcomeController {
  constructor(private readonly config: Config) {}

  @Get()
  @Public()
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ operationId: 'welcome_get', summary: 'Where the documentation is' })
  @ApiOkResponse({ schema: { type: 'string', example: 'CAM2 API. Documentation: http://127.0.0.1:8000/docs' } })
  welcome(): string {
    return JSON.stringify(`CAM2 API. Documentation: ${this.config.publicUrl}/docs`);
  }
}
