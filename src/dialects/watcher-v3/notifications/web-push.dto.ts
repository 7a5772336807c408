import { ObjectField } from '../body/nested-fields.decorator.js';
import { TextField } from '../body/scalar-fields.decorator.js';

const longestEndpoint = 2048;
const longestKey = 512;

class WebPushKeys {
  @TextField({ description: "The browser's public key.", example: 'BNcRdreALRFX', required: true, max: longestKey })
  readonly p256dh!: string;

  @TextField({ description: 'The shared secret.', example: 'tBHItJI5svbp', required: true, max: longestKey })
  readonly auth!: string;
}

/** Names a browser (OAD `web_push_subscription`). */
export class WebPushEndpoint {
  @TextField({
    description: 'Where the push service takes messages for the browser; https.',
    example: 'https://fcm.googleapis.com/fcm/send/abc',
    required: true,
    max: longestEndpoint,
  })
  readonly endpoint!: string;
}

/** The result of the browser's `PushManager.subscribe()` (OAD `web_push_subscription_create`). */
export class WebPushSubscription extends WebPushEndpoint {
  @ObjectField(() => WebPushKeys, { description: 'With which messages are encrypted; stored sealed.', required: true })
  readonly keys!: WebPushKeys;
}
