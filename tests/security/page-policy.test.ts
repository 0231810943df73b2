import { NextRequest } from 'next/server';
import { expect, it } from 'vitest';
import { proxy } from '@/proxy.ts';

const policyOf = (path: string) =>
  proxy(new NextRequest(`http://desk.example.org${path}`)).headers.get('content-security-policy') ?? '';

it('ACC-6: a page runs only scripts with its nonce, and another one every time', () => {
  const policy = policyOf('/sources/1');
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/u);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/u);
  expect(policyOf('/sources/1')).not.toBe(policy);
});

it.each(['/raw', '/raw?version=2', '/page-copy', ''])(
  'ACC-6: what the API hands out at %s runs and loads nothing',
  (end) => {
    expect(policyOf(`/api/v1/sources/1${end}`)).toBe("sandbox; frame-ancestors 'none'; default-src 'none'");
  },
);

it('ACC-6, SRC-2: a kept page shows its words, look and pictures, and is nobody here', () => {
  expect(policyOf('/api/v1/sources/1/page-copy/shown?version=1')).toBe(
    "sandbox; frame-ancestors 'none'; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  );
});
