import { readFileSync, writeFileSync } from 'node:fs';
import dagre from '@dagrejs/dagre';

/** Draws `statemachines/<name>.asl.json` as `docs/<name>.svg`, boxes within boxes, as the console shows it. */

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Branches?: readonly Machine[];
  readonly ItemProcessor?: Machine;
}
interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}
interface Box {
  readonly name: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly content: string;
}

const margin = 16;
const heading = 26;
const stateHeight = 30;
const fill: Readonly<Record<string, string>> = {
  Task: '#eef4ff',
  Choice: '#fff6e5',
  Pass: '#f3f3f3',
  Succeed: '#e8f7ec',
};

function drawMachine(machine: Machine): { width: number; height: number; content: string } {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 18, ranksep: 26 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [name, state] of Object.entries(machine.States)) graph.setNode(name, drawState(name, state));
  for (const [name, state] of Object.entries(machine.States)) {
    for (const next of targets(state)) graph.setEdge(name, next, {});
    for (const { Next } of state.Catch ?? []) {
      if (!targets(state).includes(Next)) graph.setEdge(name, Next, { caught: true }, 'catch');
    }
  }
  dagre.layout(graph);
  const edges = graph.edges().map((edge: { v: string; w: string }) => drawEdge(graph.edge(edge)));
  const boxes = graph
    .nodes()
    .map((name: string) => placeBox(graph.node(name) as unknown as Box & { x: number; y: number }));
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, content: [...edges, ...boxes].join('\n') };
}

function targets(state: State): string[] {
  const next = [state.Next, state.Default, ...(state.Choices ?? []).map((choice) => choice.Next)];
  return [...new Set(next.filter((name) => name !== undefined))];
}

function drawState(name: string, state: State): Box {
  const inner = state.Branches ?? (state.ItemProcessor === undefined ? [] : [state.ItemProcessor]);
  if (inner.length === 0) {
    return { name, type: state.Type, width: name.length * 7.2 + 24, height: stateHeight, content: '' };
  }
  const drawn = inner.map(drawMachine);
  const taken = drawn.reduce((sum, part) => sum + part.width + margin, margin);
  const width = Math.max(taken, (name.length + state.Type.length + 3) * 7.2 + 2 * margin);
  let x = margin + (width - taken) / 2;
  const parts = drawn.map((part) => {
    const placed = `<g transform="translate(${x} ${heading + margin / 2})">${part.content}</g>`;
    x += part.width + margin;
    return { placed, height: part.height };
  });
  const height = Math.max(...parts.map((part) => part.height)) + heading + margin * 1.5;
  return { name, type: state.Type, width, height, content: parts.map((part) => part.placed).join('\n') };
}

function placeBox(box: Box & { x: number; y: number }): string {
  const left = box.x - box.width / 2;
  const top = box.y - box.height / 2;
  const isGroup = box.content !== '';
  const label = isGroup ? `${box.name} (${box.type})` : box.name;
  const text = isGroup
    ? `<text x="${margin}" y="18" class="group">${label}</text>`
    : `<text x="${box.width / 2}" y="19.5" text-anchor="middle">${label}</text>`;
  const style = isGroup ? 'fill="#fff" stroke-dasharray="4 3"' : `fill="${fill[box.type] ?? '#fff'}"`;
  const frame = `<rect width="${box.width}" height="${box.height}" rx="5" stroke="#5b6b7f" ${style}/>`;
  return `<g transform="translate(${left} ${top})">${frame}${text}${box.content}</g>`;
}

function drawEdge(edge: { points: { x: number; y: number }[]; caught?: boolean }): string {
  const path = edge.points.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join(' ');
  const style = edge.caught === true ? 'stroke="#c0392b" stroke-dasharray="3 3"' : 'stroke="#5b6b7f"';
  return `<path d="${path}" fill="none" ${style} marker-end="url(#arrow)"/>`;
}

function drawFile(name: string): void {
  const machine = JSON.parse(readFileSync(`statemachines/${name}.asl.json`, 'utf8')) as Machine;
  const { width, height, content } = drawMachine(machine);
  const size = [-margin, -margin, width + 2 * margin, height + 2 * margin].map(Math.round);
  const marker =
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#5b6b7f"/></marker>';
  const style = 'text{font:12px system-ui,sans-serif;fill:#1d2733}.group{font-weight:600}';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${size.join(' ')}" role="img" aria-label="${name}">
<style>${style}</style><defs>${marker}</defs>
<rect x="${size[0]}" y="${size[1]}" width="${size[2]}" height="${size[3]}" fill="#fff"/>
${content.replaceAll(/(\d+\.\d\d)\d+/g, '$1')}
</svg>
`;
  writeFileSync(`docs/${name}.svg`, svg);
}

for (const name of ['company-enrichment', 'collect-dataset', 'refresh-hot-companies']) drawFile(name);
