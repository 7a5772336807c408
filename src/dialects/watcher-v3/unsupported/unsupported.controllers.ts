import { EpisodesController } from './episodes.controller.js';
import { PersonsController } from './persons.controller.js';
import { UsageController } from './usage.controller.js';

/** What takes a vision engine or a diary that this server does not have: empty lists in the right shape. */
export const unsupportedControllers = [EpisodesController, PersonsController, UsageController];
