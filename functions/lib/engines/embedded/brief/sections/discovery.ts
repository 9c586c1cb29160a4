import { hypotheses } from '../hypotheses.ts';
import * as say from '../statements.ts';
import { nothing, type SectionPlan } from './plan.ts';

/** What a first talk adds. */
export const discoverySections = {
  'current-approach': {
    title: 'Current approach to our problem',
    state: say.systems,
    questions: ['How do you solve this today, step by step?', 'What have you tried before, and why did it stop?'],
  },
  'discovery-questions': {
    title: 'Questions, from situation to next step',
    asks: true,
    state: nothing,
    questions: [
      'Situation: how is this handled today, and by whom?',
      'Situation: which systems and teams are part of it?',
      'Pain: where does it get stuck, and how often?',
      'Pain: what did you have to give up because of it?',
      'Impact: what does that cost in time, money or customers?',
      'Impact: who above you feels it?',
      'Decision: how did you buy the last tool of this size?',
      'Decision: who would have to agree, and what would each ask?',
      'Next: what would make another talk worth your time?',
    ],
  },
  'champion-questions': {
    title: 'Champion questions',
    asks: true,
    state: nothing,
    questions: [
      'What would it mean for you personally if this worked?',
      'Whom have you told about it already, and how did they react?',
    ],
  },
  hypotheses: {
    title: 'Hypotheses to test',
    state: (known, scene) => hypotheses(known, scene.shows('product-fit') ? 'situation' : 'all'),
    questions: ['Which of these assumptions is wrong?'],
  },
  unknowns: {
    title: 'Unknown so far',
    asks: true,
    state: nothing,
    questions: [],
  },
} as const satisfies Record<string, SectionPlan>;
