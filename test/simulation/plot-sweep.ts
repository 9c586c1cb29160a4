/** One curve of the sweep: hit rate over cost, a label on each point. */
export interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly { readonly costRatio: number; readonly hitRate: number; readonly label: string }[];
}

const [width, height, margin] = [720, 420, 60];
const [leastCost, mostCost, leastRate, mostRate] = [1, 1.6, 0.88, 1];
const x = (cost: number) => round(margin + ((cost - leastCost) / (mostCost - leastCost)) * (width - 2 * margin));
const y = (rate: number) =>
  round(height - margin - ((rate - leastRate) / (mostRate - leastRate)) * (height - 2 * margin));
const round = (value: number) => Math.round(value * 10) / 10;

/** Draws curves of hit rate over cost, with the objective's corner shaded. */
export function plotSweep(
  curves: readonly Curve[],
  objective: { readonly hitRate: number; readonly costRatio: number },
) {
  const style = 'text{font:12px system-ui,sans-serif;fill:#1d2733}.small{font-size:10px;fill:#5b6b7f}';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Hit rate over cost of refreshing hot companies">
<style>${style}</style><rect width="${width}" height="${height}" fill="#fff"/>
<rect x="${x(1)}" y="${y(1)}" width="${round(x(objective.costRatio) - x(1))}" height="${round(y(objective.hitRate) - y(1))}" fill="#e8f7ec"/>
${drawAxes()}
${curves.map(drawCurve).join('\n')}
<text x="${margin}" y="24">Hit rate over enrichments, in proportion to those without refresh; labels: least requests a day</text>
</svg>
`;
}

function drawAxes(): string {
  const costs = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6];
  const rates = [0.88, 0.9, 0.92, 0.94, 0.95, 0.96, 0.98, 1];
  return [
    ...costs.map((cost) => `<path d="M${x(cost)} ${y(leastRate)}V${y(mostRate)}" stroke="#e3e8ee"/>`),
    ...costs.map((cost) => `<text x="${x(cost) - 10}" y="${height - margin + 18}">${cost.toFixed(1)}</text>`),
    ...rates.map((rate) => `<path d="M${x(1)} ${y(rate)}H${x(mostCost)}" stroke="#e3e8ee"/>`),
    ...rates.map((rate) => `<text x="${margin - 38}" y="${y(rate) + 4}">${rate.toFixed(2)}</text>`),
  ].join('\n');
}

function drawCurve({ name, colour, points }: Curve, index: number): string {
  const line = points.map(({ costRatio, hitRate }) => `${x(costRatio)},${y(hitRate)}`).join(' ');
  return [
    `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map(
      ({ costRatio, hitRate }) => `<circle cx="${x(costRatio)}" cy="${y(hitRate)}" r="3" fill="${colour}"/>`,
    ),
    ...points.map(
      ({ costRatio, hitRate, label }) =>
        `<text class="small" x="${x(costRatio) + 5}" y="${y(hitRate) + 12}">${label}</text>`,
    ),
    `<text x="${width - 250}" y="${height - margin - 60 + 18 * index}" style="fill:${colour}">${name}</text>`,
  ].join('\n');
}
