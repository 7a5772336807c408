import { Module } from '@nestjs/common';
import { CursorCodec } from './cursor-codec.js';
import { ListsService } from './lists.service.js';

/** Reads lists: filters, order and keyset pages, as one SQL statement each. */
@Module({ providers: [ListsService, CursorCodec], exports: [ListsService, CursorCodec] })
export class ListsModule {}
