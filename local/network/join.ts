import tls from 'node:tls';
import type { Network } from './network.ts';
import { redirectResolvers } from './redirect-resolvers.ts';
import { redirectSockets } from './redirect-sockets.ts';

/**
 * Puts the current thread into the virtual internet: names are resolved by its name server, every
 * connection beyond loopback ends at its web server, and its authority is trusted. Certificates are
 * still verified, and loopback is left alone. Call it before the code that opens connections runs.
 * Gives the function that takes the thread out again.
 */
export function joinVirtualInternet(network: Network): () => void {
  const trusted = tls.getCACertificates('default');
  const restoreResolvers = redirectResolvers(network.dnsPort);
  const restoreSockets = redirectSockets(network);
  tls.setDefaultCACertificates([...trusted, network.certificateAuthority]);
  return () => {
    tls.setDefaultCACertificates(trusted);
    restoreSockets();
    restoreResolvers();
  };
}
