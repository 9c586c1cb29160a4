import { matched, type SourceAnswer } from '../adapter.ts';
import { makeDocument, quoteMembers, record, stateFact } from '../record.ts';
import { findTechnologies } from './technology-mentions.ts';

/** An open position. */
export interface Posting {
  /** What the board says of it in short, members as they came; stands in the document as one record. */
  readonly row: Readonly<Record<string, unknown>>;
  /** The team or department, which stands in the row. */
  readonly team: string | null;
  /** Paragraphs of its description. */
  readonly texts: readonly string[];
}

/** A company's job board as it was read. */
export interface JobBoard {
  readonly sourceId: string;
  /** Where people read it. */
  readonly url: string;
  readonly companyName: string;
  /** Epoch ms. */
  readonly observedAt: number;
  /** The number of open positions with the members that tell it, null where it is not known. */
  readonly count: { readonly openJobs: number; readonly members: Readonly<Record<string, unknown>> } | null;
  readonly postings: readonly Posting[];
  /** 0–1, how sure it is that the positions are this company's. */
  readonly confidence: number;
}

const mostRows = 200;
const mostTeams = 12;
const mostDescriptions = 60;

/** States how many positions are open, in which teams, and the technologies that their descriptions name. */
export function answerWithBoard(board: JobBoard): SourceAnswer {
  const { sourceId, url, observedAt, count, confidence } = board;
  const postings = board.postings.slice(0, mostRows);
  const mentions = findTechnologies(postings.slice(0, mostDescriptions).flatMap(({ texts }) => texts));
  const document = makeDocument({
    sourceId,
    url,
    observedAt,
    title: `Open positions at ${board.companyName}`,
    segments: [
      ...(count === null ? [] : [record(count.members)]),
      ...postings.map(({ row }) => record(row)),
      ...[...new Set(mentions.map(({ quote }) => quote))].map((text) => ({ origin: 'text' as const, text })),
    ],
  });
  const byTeam = new Map<string, Posting['row']>();
  for (const { team, row } of postings) if (team !== null && !byTeam.has(team)) byTeam.set(team, row);
  const teams = [...byTeam].slice(0, mostTeams);
  const shown = teams.length > 0 ? teams.map(([, row]) => row) : postings.slice(0, 1).map(({ row }) => row);
  const hiring = stateFact(document, {
    field: 'hiring',
    value: { openJobs: count?.openJobs ?? null, teams: teams.map(([team]) => team) },
    quotes: [...(count === null ? [] : [count.members]), ...shown].map(quoteMembers),
    confidence,
  });
  const technologies = mentions.flatMap(({ technology, quote }) =>
    stateFact(document, {
      field: 'techStack',
      value: technology,
      quotes: [quote],
      confidence: Math.min(confidence, 0.75),
      basis: 'derived',
    }),
  );
  return matched([document], [...hiring, ...technologies]);
}
