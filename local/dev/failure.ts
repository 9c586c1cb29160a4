import { TemplateError } from '../template/errors.ts';
import { UsageError } from '../usage-error.ts';
import { StepError } from './artifacts.ts';

/** What tells the ends of `npm run dev` apart. */
export const exitCodes = { failed: 1, badInput: 2, portTaken: 3, killed: 130 } as const;

/** Words for whoever started the stack, and the exit code. */
export function describeFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  if (error instanceof UsageError) {
    return { message: `${error.message}\nSee npm run dev -- --help.`, exitCode: exitCodes.badInput };
  }
  if (isPortTaken(error)) {
    return {
      message: `Port ${error.port} is taken. Stop what listens there, or choose another one with --port.`,
      exitCode: exitCodes.portTaken,
    };
  }
  if (error instanceof StepError || error instanceof TemplateError) {
    return { message: error.message, exitCode: exitCodes.failed };
  }
  return { message: error instanceof Error ? String(error.stack) : String(error), exitCode: exitCodes.failed };
}

function isPortTaken(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}
