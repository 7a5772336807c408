/** Thrown by a route whose action takes a part that this server does not have, such as a camera's motor. */
export class UnsupportedAction extends Error {
  constructor(action: string) {
    super(`action.unsupported: ${action}`);
    this.name = 'UnsupportedAction';
  }
}
