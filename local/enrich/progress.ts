import type { StatusView } from '../../client/index.ts';
import { clip } from './layout.ts';
import { explainSource } from './reasons.ts';

/** Where progress is shown: a terminal that lines can be redrawn on, or a plain stream. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

const stageMarks: Readonly<Record<StatusView['stages'][number]['state'], string>> = {
  pending: '·',
  running: '▸',
  completed: '✓',
  failed: '✗',
  skipped: '–',
};

/** Gives the function that shows each new status: redrawn in place on a terminal, else what is new as plain lines. */
export function showProgress(stream: ProgressStream): (status: StatusView) => void {
  return stream.isTTY === true ? redrawing(stream) : appending(stream);
}

function redrawing(stream: ProgressStream): (status: StatusView) => void {
  let drawn = 0;
  return (status) => {
    // A pseudo-terminal that nobody sized says 0.
    const lines = drawStatus(status, stream.rows || 24).map((line) => clip(line, (stream.columns || 80) - 1));
    // Up over what was drawn, then clear to the end of the screen (ECMA-48: CUU, ED).
    const back = drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`;
    stream.write(`${back}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
}

/** The newest sources that fit under the stages. */
function drawStatus(status: StatusView, rows: number): readonly string[] {
  const room = Math.max(3, rows - status.stages.length - 4);
  const hidden = Math.max(0, status.sources.length - room);
  return [
    `${String(status.progress).padStart(3)} % ${status.status}`,
    ...status.stages.map(drawStage),
    ...(hidden > 0 ? [`    … ${hidden} sources before`] : []),
    ...status.sources.slice(hidden).map(drawSource),
  ];
}

function appending(stream: ProgressStream): (status: StatusView) => void {
  const said = new Map<string, string>();
  return (status) => {
    for (const stage of status.stages) say(`stage ${stage.name}`, stage.state, drawStage(stage));
    for (const source of status.sources) say(`source ${source.id}`, source.outcome, drawSource(source));
  };

  function say(subject: string, state: string, line: string): void {
    if (said.get(subject) === state || state === 'pending') return;
    said.set(subject, state);
    stream.write(`${line}\n`);
  }
}

function drawStage(stage: StatusView['stages'][number]): string {
  const detail = stage.detail === undefined ? '' : `  ${stage.detail}`;
  return `  ${stageMarks[stage.state]} ${stage.name.padEnd(12)} ${stage.state.padEnd(9)}${secondsOf(stage)}${detail}`.trimEnd();
}

function secondsOf({ startedAt, endedAt }: StatusView['stages'][number]): string {
  if (startedAt === undefined || endedAt === undefined) return ''.padStart(7);
  return `${((Date.parse(endedAt) - Date.parse(startedAt)) / 1000).toFixed(1)} s`.padStart(7);
}

function drawSource(source: StatusView['sources'][number]): string {
  const reason = source.reason === null ? '' : ` (${explainSource(source.reason)})`;
  return `    ${source.outcome.padEnd(9)} ${`${source.ms} ms`.padStart(8)}  ${source.name}${reason}  ${source.url ?? ''}`.trimEnd();
}
