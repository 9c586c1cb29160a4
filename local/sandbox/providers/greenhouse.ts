import type { CompanyRecords } from '../records.ts';
import { type Knowledge, providerHost } from './provider.ts';

/** boards-api.greenhouse.io: the jobs of a board (https://developers.greenhouse.io/job-board.html). */
export function greenhouse({ records }: Knowledge) {
  return providerHost(
    'boards-api.greenhouse.io',
    (url) => {
      const [, token] = /^\/v1\/boards\/([^/]+)\/jobs$/.exec(url.pathname) ?? [];
      const board = records.find((company) => company.greenhouse?.token === token)?.greenhouse;
      if (token === undefined || board === undefined) return null;
      const isWhole = url.searchParams.get('content') === 'true';
      return { body: { jobs: board.jobs.map((job) => writeJob(job, isWhole)), meta: { total: board.jobs.length } } };
    },
    { status: 404, body: { status: 404, error: 'Job not found' } },
  );
}

type Job = NonNullable<CompanyRecords['greenhouse']>['jobs'][number];

/** Descriptions and departments come on request only; descriptions as escaped HTML. */
function writeJob({ id, title, location, department, updatedAt, url, content }: Job, isWhole: boolean) {
  return {
    absolute_url: url,
    data_compliance: [],
    internal_job_id: id + 1_000_000,
    location: { name: location },
    metadata: null,
    id,
    updated_at: updatedAt,
    requisition_id: String(id),
    title,
    ...(isWhole
      ? {
          content: escapeHtml(content),
          departments: [{ id: 1, name: department, child_ids: [], parent_id: null }],
          offices: [],
        }
      : {}),
  };
}

function escapeHtml(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
