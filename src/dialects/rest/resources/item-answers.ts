import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '#auth';
import { Config } from '#config';
import { pathOf } from '../../http/request.js';
import { Inclusions } from './inclusions.js';
import { readItemRequest } from './list-request.js';
import { Preconditions, sendResource, tagOf } from './preconditions.js';
import { type Answer, type Resource, toAnswer } from './resource.js';

/** A request for one resource, and its reply. */
export interface ItemExchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Answers about one resource, with its entity tag and under `If-Match`. */
@Injectable()
export class ItemAnswers {
  constructor(
    private readonly preconditions: Preconditions,
    private readonly inclusions: Inclusions,
    private readonly config: Config,
  ) {}

  /**
   * The resource, or the `fields` of it that the query string names, with what it includes; 304 where the caller has it already.
   * @throws InputError input.invalid for another parameter
   */
  async send<Item, Field extends string>(
    resource: Resource<Item, Field>,
    { request, reply }: ItemExchange,
    read: () => Promise<Item>,
  ): Promise<void> {
    // The border: a query string is a dictionary.
    const { fields, include } = readItemRequest(resource, request.query as Readonly<Record<string, unknown>>);
    const item = await read();
    const whole = toAnswer(resource, item);
    const shown = fields ? toAnswer(resource, item, fields) : whole;
    if (include.length === 0) return sendResource(request, reply, whole, shown);
    const [added = {}] = await this.inclusions.find(callerOf(request), resource.links, include, [item]);
    sendResource(request, reply, whole, shown, added);
  }

  /**
   * A new resource; its address below the collection is its `id`, or what `options.key` names.
   * @param options.more what is shown this once
   */
  created<Item, Field extends string>(
    resource: Resource<Item, Field>,
    { request, reply }: ItemExchange,
    item: Item,
    { key = 'id', more = {} }: { readonly key?: string; readonly more?: Answer } = {},
  ): Answer {
    const answer = toAnswer(resource, item);
    const location = `${this.config.publicPath}${pathOf(request)}/${encodeURIComponent(String(answer[key]))}`;
    void reply.headers({ location, etag: tagOf(answer) });
    return { ...answer, ...more };
  }

  /** The resource as it is after a change. @throws DomainError object.changed; InputError */
  async change<Item, Field extends string>(
    resource: Resource<Item, Field>,
    exchange: ItemExchange,
    read: () => Promise<Item>,
    change: () => Promise<Item>,
  ): Promise<Answer> {
    const answer = toAnswer(resource, await this.keep(resource, exchange, read, change));
    void exchange.reply.header('etag', tagOf(answer));
    return answer;
  }

  /** Does something to the resource only where it still has a tag of `If-Match`. @throws as `change` */
  async keep<Item, Field extends string, T>(
    resource: Resource<Item, Field>,
    { request }: Pick<ItemExchange, 'request'>,
    read: () => Promise<Item>,
    work: () => Promise<T>,
  ): Promise<T> {
    return this.preconditions.keep(request, async () => toAnswer(resource, await read()), work);
  }
}
