import { ApiPropertyOptional } from '@nestjs/swagger';

/** A personal API key (GO25 `Apikey`). */
export class ApiKey {
  @ApiPropertyOptional({ description: 'The key; absent: there is none.', example: 'cgk_0fQ3Hc1x8eYt' })
  readonly apikey?: string;
}
