import type { Statement } from '../../../insights.ts';
import type { Known } from '../known.ts';

/** Where a section stands: which others the same brief shows. */
export interface Scene {
  readonly shows: (id: string) => boolean;
}

/** One section: what may be said in it, and what to ask, above all where nothing is known. */
export interface SectionPlan {
  readonly title: string;
  readonly state: (known: Known, scene: Scene) => Statement[];
  readonly questions: readonly string[];
  /** Rules and steps that hold for every company. */
  readonly guidance?: readonly string[];
  /** A line of the MEDDPICC sheet gets points. */
  readonly scored?: true;
  /** Left out where there is no evidence for it. */
  readonly optional?: true;
  /** A list of questions by its nature: that it states nothing is no gap. */
  readonly asks?: true;
  /** Part of the battlecard; `INTERNAL`: never to be shown outside, whatever it rests on. */
  readonly battlecard?: 'INTERNAL' | 'EXTERNAL_OK';
}

/** What nobody outside can know. */
export const nothing = (): Statement[] => [];
