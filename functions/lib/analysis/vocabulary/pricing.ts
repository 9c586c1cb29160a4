import type { Label } from './label.ts';

/** How a company charges; several may hold at once, most telling first. */
export const pricingModels: readonly Label[] = [
  {
    label: 'usage-based',
    wording:
      /\b(?:usage|consumption)[- ]based (?:pricing|billing)\b|\bpay[- ]as[- ]you[- ](?:go|grow)\b|\bpay[- ]per[- ]use\b|[$€£]\s?\d[\d.,]*\s?(?:\/|per )\s?(?:\d[\d,]*k? )?(?:events?|requests?|calls?|messages?|GB|TB|GiB|hours?|minutes?|recordings?|rows?|credits?|pageviews?|emails?)\b/i,
  },
  {
    label: 'per-seat subscription',
    wording:
      /\b(?:per|each) (?:user|seat|member|agent|editor|employee|licen[cs]e)\b|\/\s?(?:user|seat|member|agent|editor|employee)\b/i,
  },
  {
    label: 'transaction fee',
    wording:
      /\d(?:\.\d+)?\s?% (?:\+ \S+ )?per (?:successful )?(?:transaction|charge|payment|sale|order)\b|\btransaction fees? of\b/i,
  },
  {
    label: 'subscription',
    wording:
      /\b(?:monthly|annual|yearly) (?:subscription|plans?|billing)\b|\bsubscription (?:plans?|pricing)\b|\b(?:per|by the) month\b|[$€£]\s?\d[\d.,]*\s?(?:\/|per |a )\s?(?:mo(?:nth)?|year|yr)\b|\bbilled (?:annually|monthly|yearly)\b/i,
  },
  {
    label: 'free plan',
    wording:
      /\bfree (?:plan|tier|forever|edition|account)\b|\bforever free\b|\bfree for (?:up to|teams|individuals|personal|small)\b/i,
  },
  { label: 'open source', wording: /\bfree and open[- ]source\b|\bself-host(?:ed)? for free\b/i },
  {
    label: 'quote on request',
    wording:
      /\b(?:custom|tailored) (?:pricing|quote)\b|\b(?:request|get) a (?:free )?quote\b|\bcontact (?:us|sales) for (?:a quote|pricing|a price)\b|\bpricing (?:on|upon) request\b/i,
  },
];
