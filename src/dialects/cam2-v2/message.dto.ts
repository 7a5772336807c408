import { ApiProperty } from '@nestjs/swagger';

/** What there is to say where there is nothing to show. */
export class MessageDto {
  @ApiProperty({ example: 'OK' }) readonly message!: string;
}
