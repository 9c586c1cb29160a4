import * as z from 'zod';
import { freshness, share, texts, time } from './parts.ts';

const serviceState = z.enum(['operational', 'degraded', 'down', 'disabled']);

export const health = z
  .object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    timestamp: time.meta({ description: 'When the services were probed; probes serve for some seconds.' }),
    services: z.object({ database: serviceState, cache: serviceState, ai: serviceState, workflow: serviceState }),
    version: z.string(),
  })
  .meta({ description: 'Each service, really probed.' });

export const foundCompany = z
  .object({
    name: z.string(),
    domain: z.string(),
    description: z.string().optional(),
    industry: z.string().optional(),
    headquarters: z.string().optional(),
    employees: z.int().optional(),
    founded: z.int().optional(),
    matchScore: share,
    matchedOn: texts,
    freshness,
    sources: texts,
  })
  .meta({ description: 'A company that the query may mean.' });

export const lookup = z
  .object({ companies: z.array(foundCompany), cached: z.boolean(), requestId: z.string() })
  .meta({ description: 'Companies, best first; none when nothing was found.' });

export const openApiDocument = z.looseObject({ openapi: z.string() }).meta({ description: 'This document.' });
