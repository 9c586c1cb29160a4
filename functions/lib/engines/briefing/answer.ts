import * as z from 'zod';

/**
 * What an engine answers when it is asked for a brief. It points at evidence by number instead of
 * copying quotes, so that a quote can be neither misspelt nor made up. Section ids are free text:
 * a list of them would make another schema for each role, and providers compile each schema anew.
 */
export const briefAnswerSchema = z.object({
  sections: z.array(
    z.object({
      id: z.string().describe('id of one of the sections asked for'),
      statements: z.array(
        z.object({
          text: z.string().describe('one sentence, at most 240 characters'),
          basis: z
            .enum(['stated', 'derived', 'hypothesis'])
            .describe(
              'stated: the evidence says so; derived: it follows from it; hypothesis: to be tested in the talk',
            ),
          evidence: z.array(z.string()).describe('numbers of the evidence, such as E3'),
        }),
      ),
    }),
  ),
});
export type BriefAnswer = z.infer<typeof briefAnswerSchema>;
