import { describe, expect, it } from 'vitest';
import { writeOutKeys } from '../../../../infra/build/shakeable-schemas.ts';

describe('writeOutKeys', () => {
  it('writes out computed keys that name a string of the file, and leaves everything else alone', () => {
    const source = 'const _h = "http";\nconst n0 = 1;\nvar A$ = [9, { [_h]: ["POST", _h, list[_h]], [other]: 2 }];';

    expect(writeOutKeys(source)).toBe(
      'const _h = "http";\nconst n0 = 1;\nvar A$ = [9, { "http": ["POST", _h, list[_h]], [other]: 2 }];',
    );
  });
});
