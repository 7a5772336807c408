import { ApiProperty } from '@nestjs/swagger';

/** An answer without a result of its own, and every error response. */
export class MessageDto {
  @ApiProperty({ example: 'OK' }) readonly message!: string;
}
