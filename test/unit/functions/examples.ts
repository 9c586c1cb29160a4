import type { KeptAnswer } from '../../../functions/lib/cache/answer.ts';
import type { Answer, CompanyIntelligence } from '../../../functions/lib/company/answer.ts';
import { parseDomain } from '../../../functions/lib/company/domain.ts';
import type { StartWish } from '../../../functions/lib/enrichment/start.ts';
import { embeddedEngine } from './lib/engines/entries.ts';

export const evidenceOf = (quote: string, confidence = 0.9) => [
  {
    sourceId: 'own-site',
    url: 'https://acme.example/',
    quote,
    observedAt: '2031-05-06T07:08:00.000Z',
    confidence,
    basis: 'stated' as const,
  },
];

export const exampleIntelligence = {
  domain: 'acme.example',
  companyName: 'Acme Robotics Inc.',
  legalName: 'Acme Robotics, Incorporated',
  description: 'Robots for warehouses.',
  industry: 'Robotics',
  products: ['Lifter', 'Sorter'],
  employees: 120,
  founded: 1999,
  headquarters: 'Trondheim',
  pricingModel: null,
  keyExecutives: [{ name: 'Ada Berg', title: 'CEO' }],
  socialProfiles: { linkedin: 'https://linkedin.com/company/acme', x: 'https://x.com/acme' },
  ids: {},
  sentiment: null,
  brief: {
    userRole: 'account-executive',
    intent: { value: 'discovery', confidence: 1, given: true },
    summary: 'Acme makes robots.',
    sections: [
      {
        id: 'snapshot',
        title: 'Snapshot',
        status: 'known',
        statements: [
          {
            text: 'Acme sells robots to warehouses.',
            basis: 'stated',
            confidence: 0.9,
            evidence: [
              {
                sourceId: 'own-site',
                documentId: 'd1',
                url: 'https://acme.example/',
                quote: 'Robots for warehouses.',
                observedAt: '2031-05-06T07:08:00.000Z',
              },
            ],
          },
          { text: 'They may be growing.', basis: 'hypothesis', confidence: 0.3, evidence: [] },
        ],
        questions: ['Who signs?'],
        score: null,
      },
      {
        id: 'rivals',
        title: 'Rivals',
        status: 'unknown',
        statements: [],
        questions: ['Whom do you use?'],
        score: null,
      },
    ],
  },
  evidence: {
    '/description': evidenceOf('Robots for warehouses.'),
    '/products/0': evidenceOf('Lifter', 0.4),
    '/products/1': evidenceOf('Sorter', 0.8),
    '/headquarters': evidenceOf('Trondheim', 0.3),
    '/socialProfiles/x': evidenceOf('x.com/acme', 0.2),
    '/brief/sections/0': evidenceOf('Robots'),
  },
  unknowns: [{ field: 'pricingModel', question: 'How do you charge?', reason: 'not_found' }],
  sources: [
    {
      id: 'own-site:home',
      name: 'Own site, home',
      kind: 'official',
      url: 'https://acme.example/',
      outcome: 'matched',
      credibilityScore: 0.9,
      observedAt: '2031-05-06T07:08:00.000Z',
      freshness: 'fresh',
      ms: 120,
      costUsd: 0,
    },
  ],
} as unknown as CompanyIntelligence;

export const exampleAnswer: Answer = {
  companyIntelligence: exampleIntelligence,
  metadata: {
    status: 'ready',
    processingTimeMs: 12_300,
    dataQuality: { completeness: 0.5, freshness: 1, reliability: 0.9, overall: 0.8 },
    engines: [embeddedEngine({ claims: 3, dropped: 1 })],
    costUsd: 0,
    datasetsCollected: 1,
    generatedAt: '2031-05-06T07:08:09.000Z',
    schemaVersion: '1',
  },
};

export const exampleKept: KeptAnswer = {
  answer: exampleAnswer,
  executionName: 'acme-example-1',
  version: 1,
  lifetime: {
    generatedAt: 1_935_817_689,
    refreshAfter: 1_935_882_489,
    expiresAt: 1_935_904_089,
    keptUntil: 1_936_076_889,
  },
};

export const exampleWish: StartWish = {
  kind: 'vendor-context',
  domain: parseDomain('acme.com') as NonNullable<ReturnType<typeof parseDomain>>,
  userRole: 'account-executive',
  intent: 'discovery',
  vendorDomain: null,
  depth: 'standard',
  refresh: false,
  maxCostUsd: null,
  requestId: 'req_00000000000000000000000000',
  clientId: 'client-1',
  contacts: false,
  minConfidence: null,
  searchResults: [],
};
