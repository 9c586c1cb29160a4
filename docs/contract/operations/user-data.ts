import * as z from 'zod';
import { researchBody } from '../../../functions/api/research-history.ts';
import { profileBody } from '../../../functions/api/user-profile.ts';
import type { Operation, ParameterDescription } from '../operation.ts';
import { profile, removed, researchDocument, researchList, researchSessions } from '../schemas/front-end.ts';

const tag = 'User data';
const userId: ParameterDescription = {
  description: "The caller's own name for one of its users; percent-encoded.",
  schema: z.string().min(1).max(200),
  example: 'user-7',
};
const companyName: ParameterDescription = {
  description: 'A company as the user calls it; percent-encoded.',
  schema: z.string().min(1).max(200),
  example: 'Quillstead',
};
const profileBodyOf = { name: 'UserProfile', schema: profileBody, example: { name: 'Dana', targets: ['retail'] } };
const researchBodyOf = { name: 'UserResearch', schema: researchBody, example: { notes: 'Call in May.' } };
const base = { tag, path: { userId }, errors: ['request.invalid', 'storage.unavailable'] } as const;
const found = { ...base, errors: [...base.errors, 'request.not_found'] } as const;
const gone = { 200: { description: 'It is gone.', schema: removed } } as const;
const kept = (schema: z.ZodType) => ({ 200: { description: 'What is kept.', schema } });
const read = (schema: z.ZodType) => ({ 200: { description: 'What is kept.', schema, headers: ['etag'] as const } });

export const userDataOperations = {
  'GET /profile/{userId}': {
    ...found,
    operationId: 'getProfile',
    summary: "Get a user's profile",
    hasVersion: true,
    answers: read(profile),
  },
  'PUT /profile/{userId}': {
    ...found,
    operationId: 'putProfile',
    summary: "Keep a user's profile",
    body: profileBodyOf,
    answers: kept(profile),
  },
  'DELETE /profile/{userId}': {
    ...found,
    operationId: 'deleteProfile',
    summary: "Delete a user's profile",
    answers: gone,
  },
  'GET /research-history/users/{userId}/companies': {
    ...found,
    operationId: 'listResearch',
    summary: "List a user's research",
    answers: kept(researchList),
  },
  'DELETE /research-history/users/{userId}/companies': {
    ...found,
    operationId: 'deleteResearchList',
    summary: "Delete a user's research",
    answers: gone,
  },
  'GET /research-history/users/{userId}/companies/{companyName}': {
    ...found,
    path: { userId, companyName },
    operationId: 'getResearch',
    summary: "Get a user's research on a company",
    hasVersion: true,
    answers: read(researchDocument),
  },
  'PUT /research-history/users/{userId}/companies/{companyName}': {
    ...found,
    path: { userId, companyName },
    operationId: 'putResearch',
    summary: "Keep a user's research on a company",
    body: researchBodyOf,
    answers: kept(researchDocument),
    errors: [...found.errors, 'user-data.full'],
  },
  'DELETE /research-history/users/{userId}/companies/{companyName}': {
    ...found,
    path: { userId, companyName },
    operationId: 'deleteResearch',
    summary: "Delete a user's research on a company",
    answers: gone,
  },
  'GET /research-history/users/{userId}/sessions': {
    ...found,
    operationId: 'listSessions',
    summary: 'List when a user researched which company',
    answers: kept(researchSessions),
  },
  'DELETE /research-history/users/{userId}/all-data': {
    ...found,
    operationId: 'deleteUserData',
    summary: 'Delete all that is kept of a user',
    answers: gone,
  },
} as const satisfies Record<string, Operation>;
