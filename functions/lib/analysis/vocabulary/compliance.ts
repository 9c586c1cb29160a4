import type { Label } from './label.ts';

/** Standards and laws whose mention as the company's own attestation a buyer asks for. */
export const complianceBadges: readonly Label[] = [
  { label: 'SOC 2 Type II', wording: /\bSOC[ -]?2,?[ -]*(?:\(?Type (?:II|2)\b)/i },
  { label: 'SOC 2 Type I', wording: /\bSOC[ -]?2,?[ -]*(?:\(?Type (?:I|1)\b(?!I))/i },
  { label: 'SOC 2', wording: /\bSOC[ -]?2\b/i },
  { label: 'SOC 1', wording: /\bSOC[ -]?1\b/i },
  { label: 'SOC 3', wording: /\bSOC[ -]?3\b/i },
  { label: 'ISO 27001', wording: /\bISO(?:\/IEC)?[ -]?27001\b/i },
  { label: 'ISO 27017', wording: /\bISO(?:\/IEC)?[ -]?27017\b/i },
  { label: 'ISO 27018', wording: /\bISO(?:\/IEC)?[ -]?27018\b/i },
  { label: 'ISO 27701', wording: /\bISO(?:\/IEC)?[ -]?27701\b/i },
  { label: 'ISO 42001', wording: /\bISO(?:\/IEC)?[ -]?42001\b/i },
  { label: 'ISO 9001', wording: /\bISO[ -]?9001\b/i },
  { label: 'ISO 14001', wording: /\bISO[ -]?14001\b/i },
  { label: 'ISO 13485', wording: /\bISO[ -]?13485\b/i },
  { label: 'GDPR', wording: /\bGDPR\b|\bGeneral Data Protection Regulation\b/i },
  { label: 'CCPA', wording: /\bCCPA\b|\bCalifornia Consumer Privacy Act\b/i },
  { label: 'HIPAA', wording: /\bHIPAA\b/i },
  { label: 'HITRUST', wording: /\bHITRUST\b/i },
  { label: 'PCI DSS', wording: /\bPCI(?:[ -]DSS| Level 1|[ -]compliant)\b/i },
  { label: 'FedRAMP', wording: /\bFedRAMP\b/i },
  { label: 'CSA STAR', wording: /\bCSA STAR\b/i },
  { label: 'TISAX', wording: /\bTISAX\b/i },
  { label: 'Cyber Essentials Plus', wording: /\bCyber Essentials Plus\b/i },
  { label: 'Cyber Essentials', wording: /\bCyber Essentials\b/i },
  { label: 'B Corp', wording: /\bB Corp\b/ },
];
