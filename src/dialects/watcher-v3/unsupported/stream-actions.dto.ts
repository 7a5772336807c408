import { ChoiceField, IntegerField, NumberField, TextField } from '../body/scalar-fields.decorator.js';

const speed = { example: 20, min: 0, max: 100 } as const;

/** The body of `POST /streams/{name}/ptz`; the player leaves `command` out, and stops with 0 (DVR). */
export class PtzBody {
  @ChoiceField(['move_continuous'], { description: 'What is done.', example: 'move_continuous' })
  readonly command?: string;

  @NumberField({ description: 'Speed to the left.', ...speed })
  readonly left?: number;

  @NumberField({ description: 'Speed to the right.', ...speed })
  readonly right?: number;

  @NumberField({ description: 'Speed upwards.', ...speed })
  readonly up?: number;

  @NumberField({ description: 'Speed downwards.', ...speed })
  readonly down?: number;

  @NumberField({ description: 'Speed of zooming in.', ...speed })
  readonly in?: number;

  @NumberField({ description: 'Speed of zooming out.', ...speed })
  readonly out?: number;
}

/** The body of `PUT /streams/discover` (GO26). */
export class DiscoveryBody {
  @TextField({ description: 'Address of the camera.', example: '192.0.2.1' })
  readonly ip?: string;

  @IntegerField({ description: 'Port of ONVIF.', example: 80, min: 1, max: 65_535 })
  readonly port?: number;

  @TextField({ description: 'Login at the camera.', example: 'operator' })
  readonly login?: string;

  @TextField({ description: 'Password at the camera.', writeOnly: true })
  readonly password?: string;
}
