import { addressOf, refusingAddressOf, silentAddressOf } from '../../../../local/network/address-plan.ts';
import { createCertificateAuthority } from '../../../../local/network/certificate-authority.ts';
import { startNameServer } from '../../../../local/network/name-server.ts';
import type { Network } from '../../../../local/network/network.ts';
import { startWebServer } from '../../../../local/network/web-server.ts';
import type { HostRecords, Lookup } from '../../../../local/network/zone.ts';

export const zones: Record<string, HostRecords | 'fails' | 'silent'> = {
  'shop.example': {
    a: [addressOf('shop.example')],
    mx: [{ preference: 10, exchange: 'mail.shop.example' }],
    txt: ['v=spf1 include:_spf.google.com ~all', 'x'.repeat(600)],
    ns: ['ns1.shop.example'],
    caa: [{ tag: 'issue', value: 'letsencrypt.org' }],
  },
  'www.shop.example': { cname: 'shop.example' },
  'dangling.example': { cname: 'gone.example' },
  'circle.example': { cname: 'circle.example' },
  'rebinding.example': { a: ['10.0.0.7'] },
  'refusing.example': { a: [refusingAddressOf('refusing.example')] },
  'silent.example': { a: [silentAddressOf('silent.example')] },
  'plain.example': { a: [addressOf('plain.example')] },
  'broken.example': 'fails',
  'mute.example': 'silent',
};

export const lookup: Lookup = (name) => zones[name] ?? null;

/** A name server and a web server that tells what it was asked for. */
export async function startSmallNetwork() {
  const authority = createCertificateAuthority();
  const names = await startNameServer(lookup);
  const web = await startWebServer({
    authority,
    visit: ({ url, response }) => {
      if (url.pathname === '/throws') throw new Error('expected by a test');
      if (url.pathname === '/throws-late') {
        response.write('begun');
        throw new Error('expected by a test');
      }
      response.end(`served ${url.href}`);
    },
    acceptsTls: (hostname) => hostname !== 'plain.example',
  });
  const network: Network = {
    dnsPort: names.port,
    httpPort: web.httpPort,
    httpsPort: web.httpsPort,
    certificateAuthority: authority.certificate,
  };
  const close = async () => {
    await Promise.all([names.close(), web.close()]);
  };
  return { network, close };
}
