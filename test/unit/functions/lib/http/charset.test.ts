import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../../functions/lib/http/index.ts';

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const decode = (body: Uint8Array, contentType?: string) =>
  decodeText({ headers: contentType === undefined ? {} : { 'content-type': contentType }, body });

describe('decodeText', () => {
  it.each([
    ['the header', latin('caf\xe9'), 'text/html; charset=ISO-8859-1'],
    ['a quoted header', latin('caf\xe9'), 'text/html; Charset="windows-1252"'],
    ['a meta tag', latin('<meta charset=iso-8859-1>caf\xe9'), 'text/html'],
    [
      'an http-equiv tag',
      latin('<meta http-equiv="Content-Type" content="text/html; charset=latin1">caf\xe9'),
      undefined,
    ],
    ['an XML declaration', latin('<?xml version="1.0" encoding="ISO-8859-15"?>caf\xe9'), undefined],
    ['UTF-8 where nothing is said', new TextEncoder().encode('café'), undefined],
    ['UTF-8 where the name is unknown', new TextEncoder().encode('café'), 'text/html; charset=klingon'],
    ['UTF-8 where a readable page claims UTF-16', new TextEncoder().encode('<meta charset="utf-16">café'), undefined],
    ['a UTF-8 mark over a wrong header', new TextEncoder().encode('\u{feff}café'), 'text/html; charset=latin1'],
    ['a UTF-16 mark', new Uint8Array(Buffer.from('\u{feff}café', 'utf16le')), undefined],
    ['a big-endian UTF-16 mark', new Uint8Array(Buffer.from('\u{feff}café', 'utf16le').swap16()), undefined],
  ])('reads by %s', (_, body, contentType) => {
    const text = decode(body, contentType);

    expect(text.endsWith('café')).toBe(true);
    expect(text.startsWith('\u{feff}')).toBe(false);
  });

  it('never throws, whatever the bytes and the header', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (body, charset) => {
        expect(typeof decode(body, `text/html; charset=${charset}`)).toBe('string');
      }),
    );
  });
});
