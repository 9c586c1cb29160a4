import type { ProfileField } from '../../company/profile.ts';
import { complianceBadges } from './compliance.ts';
import { industryLabels } from './industries.ts';
import type { Label } from './label.ts';
import { markets } from './markets.ts';
import { pricingModels } from './pricing.ts';
import { signals } from './signals.ts';
import { technologies } from './technologies.ts';

const vocabularies: Partial<Readonly<Record<ProfileField, readonly Label[]>>> = {
  industry: industryLabels,
  targetMarkets: markets,
  pricingModel: pricingModels,
  techStack: technologies,
  complianceBadges,
  buyingSignals: signals,
};

/** Gives the controlled labels of a field, none where its values are free. */
export function vocabularyOf(field: ProfileField): readonly Label[] {
  return vocabularies[field] ?? [];
}
