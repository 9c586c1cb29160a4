/** The only way out: everything that leaves for the internet goes through `fetchGuarded`. */
export { isPublicAddress } from './address.ts';
export { decodeText } from './charset.ts';
export { fetchGuarded, type GuardedRequest, type GuardedResponse } from './fetch-guarded.ts';
export { HttpError } from './http-error.ts';
export {
  checkRobots,
  createRobotsStore,
  isAllowedByRobots,
  readRobots,
  type SharedRobots,
} from './robots.ts';
