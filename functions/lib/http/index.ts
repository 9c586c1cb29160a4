/** The only way out: everything that leaves for the internet goes through `fetchGuarded`. */
export { isPublicAddress } from './address.ts';
export { decodeText } from './charset.ts';
export { fetchGuarded, type GuardedRequest, type GuardedResponse } from './fetch-guarded.ts';
export { HttpError, type HttpErrorCode, type HttpFailureReason } from './http-error.ts';
export {
  checkRobots,
  createRobotsStore,
  isAllowedByRobots,
  type RobotsStore,
  type RobotsVerdict,
  readRobots,
} from './robots.ts';
export { productToken, userAgent } from './user-agent.ts';
