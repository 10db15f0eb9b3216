import { describe, expect, it } from 'vitest';
import { routeTable } from '../../infra/local/route-match.ts';

const declared = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/{id}',
  'GET /pets/all',
  'ANY /pets/all',
  'POST /pets/{id}/visits/{day}',
];
const match = routeTable(declared.map((key) => ({ key, target: key })));

describe('a route', () => {
  it.each([
    ['GET', '/pets/all', 'GET /pets/all', undefined],
    ['PUT', '/pets/all', 'ANY /pets/all', undefined],
    ['GET', '/pets/12', 'GET /pets/{id}', { id: '12' }],
    ['GET', '/pets/12/toys', 'GET /pets/{proxy+}', { proxy: '12/toys' }],
    ['POST', '/pets/12/visits/monday', 'POST /pets/{id}/visits/{day}', { id: '12', day: 'monday' }],
    ['POST', '/pets/12', 'ANY /{proxy+}', { proxy: 'pets/12' }],
    ['GET', '/pets/', 'GET /pets/{proxy+}', { proxy: '' }],
    ['GET', '/', 'ANY /{proxy+}', { proxy: '' }],
  ])('%s %s goes to %s', (method, path, key, pathParameters) => {
    expect(match(method, path)).toEqual({ key, target: key, pathParameters });
  });

  it('leads to $default only where nothing else does', () => {
    const few = routeTable(['GET /a', '$default'].map((key) => ({ key, target: key })));
    expect(few('GET', '/a')?.key).toBe('GET /a');
    expect(few('HEAD', '/a')?.key).toBe('$default');
    expect(few('GET', '/a/')?.key).toBe('$default');
  });

  it('is nothing where nothing fits and there is no $default', () => {
    expect(routeTable([{ key: 'GET /a', target: 1 }])('GET', '/b')).toBeUndefined();
  });

  it('does not depend on the order of declaration', () => {
    const reversed = routeTable(declared.toReversed().map((key) => ({ key, target: key })));
    for (const path of ['/pets/all', '/pets/12', '/pets/12/toys', '/x']) {
      expect(reversed('GET', path)?.key).toBe(match('GET', path)?.key);
    }
  });
});
