/** Why a request failed: the server's code, or `LOST` (the socket closed) or `TIMEOUT`. */
export class SignallingError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'SignallingError';
  }
}
