import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../../local/gateway/route.ts';
import { proxy } from './sample-api.ts';

const paths = ['/', '/companies', '/company/{domain}', '/company/{domain}/lookup', '/company/list', '/files/{proxy+}'];
const find = createRouter(paths.flatMap((path) => [proxy('GET', path)]).concat(proxy('ANY', '/companies')));

describe('routing', () => {
  it.each([
    ['/', '/', {}],
    ['/companies/', '/companies', {}],
    ['/company/list', '/company/list', {}],
    ['/company/acme.example', '/company/{domain}', { domain: 'acme.example' }],
    ['/company/a%2Fb/lookup', '/company/{domain}/lookup', { domain: 'a%2Fb' }],
    ['/files/a/b/c', '/files/{proxy+}', { proxy: 'a/b/c' }],
  ])('serves %s by %s', (path, resourcePath, pathParameters) => {
    const route = find('GET', path);

    expect(route?.method.resourcePath).toBe(resourcePath);
    expect(route?.pathParameters).toEqual(pathParameters);
  });

  it('prefers the exact method over ANY', () => {
    const routes = [find('GET', '/companies'), find('DELETE', '/companies'), find('DELETE', '/company/list')];

    expect(routes.map((route) => route?.method.httpMethod)).toEqual(['GET', 'ANY', undefined]);
  });

  it('finds for any segment what it was given', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w.~-]{1,30}$/), (domain) => {
        fc.pre(domain !== 'list');

        expect(find('GET', `/company/${domain}`)?.pathParameters).toEqual({ domain });
      }),
    );
  });
});
