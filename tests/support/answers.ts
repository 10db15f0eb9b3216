import { expect } from 'vitest';
import type { ProblemCode, Reply } from '../../shared/web/reply.ts';

/** What every answer carries, whatever it is. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/** The one vocabulary of refusals; a code missing here does not compile. */
const codes: Readonly<Record<ProblemCode, true>> = {
  malformed: true,
  forbidden: true,
  not_found: true,
  method_not_allowed: true,
  too_large: true,
  unsupported_type: true,
  invalid_input: true,
  idempotency_key_required: true,
  idempotency_key_reused: true,
  no_such_session: true,
  party_too_large: true,
  sold_out: true,
  not_open_yet: true,
  closed: true,
  cancelled: true,
  by_application: true,
  not_live: true,
  slow_down: true,
  unavailable: true,
  failed: true,
};

/** A refusal as a page that says so, or as problem details with a known code that agrees with its status. */
export function expectWellFormedRefusal({ statusCode, headers = {}, body = '' }: Reply): void {
  const type = String(headers['content-type']);
  expect(headers['cache-control']).toBe('no-store');
  if (type === 'text/html; charset=utf-8') {
    expect(body).toMatch(/^<!doctype html><html lang="(fr|en)">/i);
    expect(body).toContain('<h1');
    return;
  }
  expect(type).toBe('application/problem+json; charset=utf-8');
  const { status, code, title } = JSON.parse(body) as Record<string, unknown>;
  expect(status).toBe(statusCode);
  expect(codes).toHaveProperty(String(code));
  expect(title).toBeTypeOf('string');
}
