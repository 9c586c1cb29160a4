import type { Label } from './label.ts';

/** Kinds of events after which companies buy, or stop buying, and how pages word them. */
export const signals: readonly Label[] = [
  { label: 'layoffs', wording: /\blay(?:ing|s)?[- ]?offs?\b|\blaid off\b|\bworkforce reduction\b|\bjob cuts\b/i },
  {
    label: 'funding',
    wording:
      /\b(?:raises?|raised|secures?|secured|closes|closed)\b.{0,60}\b(?:million|billion|funding|round|series [a-h]|seed)\b|\bseries [a-h]\b|\bseed round\b/i,
  },
  { label: 'acquisition', wording: /\bacquir(?:es|ed|ing)\b|\bacquisition of\b|\bto acquire\b|\bmerge[sr]?d? with\b/i },
  {
    label: 'leadership change',
    wording:
      /\b(?:appoint(?:s|ed|ment)?|names|named|hires|hired|joins|joined|promot(?:es|ed)|welcomes)\b.{0,80}\b(?:C[EFTOMRPI]O|CISO|chief|president|vice president|VP|head of|director)\b/i,
  },
  {
    label: 'partnership',
    wording:
      /\bpartner(?:s|ed|ing|ship)? with\b|\bannounces? (?:a )?(?:strategic )?partnership\b|\bstrategic partnership\b/i,
  },
  {
    label: 'new product',
    wording:
      /\b(?:launch(?:es|ed|ing)?|introduc(?:es|ed|ing)|unveil(?:s|ed)|releases?|released|now available|general(?:ly)? availab)/i,
  },
  {
    label: 'expansion',
    wording:
      /\bexpan(?:ds|ded|ding|sion)\b|\bopen(?:s|ed|ing)? (?:a |an |its |our )?(?:new |first |second |third )?(?:\w+ )?(?:office|location|plant|factory|warehouse|depot|hub|store|branch|site)\b|\bnew (?:office|location|plant|factory|region)\b/i,
  },
  {
    label: 'compliance',
    wording:
      /\b(?:achiev|obtain|receiv|complet|earn)(?:es|ed|e|s|ing)?\b.{0,40}\b(?:SOC ?[123]|ISO ?\d{4,5}|HIPAA|FedRAMP|PCI|certification)\b/i,
  },
  {
    label: 'rebrand',
    wording:
      /\brebrand(?:s|ed|ing)?\b|\bchanges its name\b|\bis now called\b|\b(?:renames itself|(?:is|was) renamed)\b/i,
  },
  {
    label: 'hiring',
    wording:
      /\b(?:we(?:'|’)?re|we are|is|now) hiring\b|\b\d+ open (?:positions|roles|jobs)\b|\bopen (?:positions|roles)\b/i,
  },
];
