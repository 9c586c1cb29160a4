/** The synthesized template asks for something that the laptop stack (or AWS) would refuse to create. */
export class TemplateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TemplateError';
  }
}
