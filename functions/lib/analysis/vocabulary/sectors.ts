import type { Label } from './label.ts';

/** The sectors into which the industries fall; the classes of the sector model. */
export const sectors = [
  'B2B',
  'Consumer',
  'Education',
  'Fintech',
  'Government',
  'Healthcare',
  'Industrials',
  'Real Estate and Construction',
] as const;
export type Sector = (typeof sectors)[number];

/** Industries that do not sell to businesses of any kind. */
const bySector: Readonly<Record<Exclude<Sector, 'B2B'>, readonly string[]>> = {
  Consumer: [
    'Home Services',
    'Consumer Goods',
    'Food and Beverage',
    'Travel and Hospitality',
    'Media and Entertainment',
    'Fitness and Recreation',
    'Consumer Products and Services',
  ],
  Education: ['Education', 'Professional Training', 'Learning Products and Services'],
  Fintech: ['Payments', 'Banking and Lending', 'Investment and Wealth Management', 'Insurance', 'Financial Services'],
  Government: ['Government and Nonprofit', 'Public Services'],
  Healthcare: ['Healthcare Services', 'Healthcare Technology', 'Biotechnology and Pharmaceuticals', 'Health'],
  Industrials: [
    'Manufacturing and Robotics',
    'Energy and Climate',
    'Aerospace and Defense',
    'Agriculture',
    'Automotive',
    'Industrial Technology',
  ],
  'Real Estate and Construction': ['Real Estate', 'Construction', 'Property Services'],
};

/** Where no narrower industry has its wording in a text, the sector's general name may. */
export const generalLabels: readonly (Label & { readonly sector: Sector })[] = [
  {
    sector: 'B2B',
    label: 'Business Software and Services',
    wording:
      /\b(?:software|platforms?|services?|tools?|SaaS|B2B|AI|data|automat\w+|agents?|business(?:es)?|compan(?:y|ies)|enterprises?|teams?|startups?|customers|organi[sz]ations?|networks?|servers?|web|apps?|applications?|products?|develop\w+)\b/i,
  },
  {
    sector: 'Consumer',
    label: 'Consumer Products and Services',
    wording:
      /\b(?:consumers?|people|friends?|famil(?:y|ies)|everyone|anyone|apps?|homes?|parents?|kids|products?|brands?|social|users?|shop\w*|lovers?|lov(?:e|ing)|personal\w*|online|photos?|experiences?|you|your|subscription|marketplace|mobility)\b/i,
  },
  {
    sector: 'Education',
    label: 'Learning Products and Services',
    wording: /\b(?:learn\w*|class(?:es)?|train\w*|teach\w*|kids|skills?|speak\w*|child\w*|program\w*)\b/i,
  },
  {
    sector: 'Fintech',
    label: 'Financial Services',
    wording:
      /\b(?:financ\w+|money|fintechs?|funds?|cards?|cash\w*|wallets?|accounts?|fees|dollars?|bitcoin|salar\w+|collections|rewards?)\b|\$/i,
  },
  {
    sector: 'Government',
    label: 'Public Services',
    wording: /\b(?:cit(?:y|ies)|public|governments?|soldiers|agenc(?:y|ies)|citizens?|infrastructure)\b/i,
  },
  {
    sector: 'Healthcare',
    label: 'Health',
    wording:
      /\b(?:health\w*|medic\w+|care|wellness|clinic\w*|disease\w*|drugs?|symptoms|scien\w+|bio\w*|labs?|providers|microb\w+|molecul\w+|enzymes?|viral|research)\b/i,
  },
  {
    sector: 'Industrials',
    label: 'Industrial Technology',
    wording:
      /\b(?:industr\w+|manufactur\w+|technolog\w+|systems?|engineering|power|water|vehicles?|machines?|produc\w+|deliver\w*|hardware|build\w*)\b/i,
  },
  {
    sector: 'Real Estate and Construction',
    label: 'Property Services',
    wording: /\b(?:homes?|buildings?|spaces?|neighbou?rhoods?|rooms?|offices?|cit(?:y|ies)|properties)\b/i,
  },
];

/** Gives the sector of an industry of the vocabulary. */
export function sectorOf(industry: string): Sector {
  const found = sectors.find((sector) => sector !== 'B2B' && bySector[sector].includes(industry));
  return found ?? 'B2B';
}
