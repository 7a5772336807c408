import { Module } from '@nestjs/common';
import { Cursors } from './cursors.js';
import { Lists } from './lists.js';

/** Reads lists: filters, order and keyset pages, as one SQL statement each. */
@Module({ providers: [Lists, Cursors], exports: [Lists, Cursors] })
export class ListsModule {}
