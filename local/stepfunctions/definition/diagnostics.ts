/** One thing that is wrong with a definition, at a path such as `/States/ScrapePage/Retry[0]`. */
export interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly path: string;
}

/** A definition that AWS would refuse, or that uses what the laptop does not run. */
export class DefinitionError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ code, message, path }) => `${code}: ${message} at ${path}`).join(', '));
    this.name = 'DefinitionError';
    this.diagnostics = diagnostics;
  }
}

/** Collects what is wrong, under short codes like those of AWS's own diagnostics. */
export type Report = (code: string, message: string, path: string) => void;
