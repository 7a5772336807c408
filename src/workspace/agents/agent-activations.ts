import type { UserCaller } from '#auth';
import { Injectable } from '@nestjs/common';

/** A text that a camera's agent shows when it is installed, and what it stands for. */
export interface AgentActivation {
  readonly token: string;
  /** The camera that an agent was activated for with it; null: none yet. */
  readonly cameraName: string | null;
}

/** Activation tokens of agents, each its maker's; good for 15 minutes. */
@Injectable()
export class AgentActivations {
  /** At most 100 live ones a person: the oldest goes. */
  async create(_caller: UserCaller): Promise<AgentActivation> {
    throw new Error('not built yet');
  }

  /** @throws WorkspaceError object.not-found (device) when it is unknown, over, or somebody else's */
  async get(_caller: UserCaller, _token: string): Promise<AgentActivation> {
    throw new Error('not built yet');
  }
}
