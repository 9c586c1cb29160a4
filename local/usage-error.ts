/** What a command was asked cannot be done as asked; the message says what to change. */
export class UsageError extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'UsageError';
  }
}
