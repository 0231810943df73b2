import { describe, expect, it } from 'vitest';
import { downloadHeaders } from './download.ts';

describe('ACC-6: a download', () => {
  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['/etc/cron.d/x', 'x'],
    ['.bashrc', 'bashrc'],
    ['..', 'file'],
    ['', 'file'],
    ['a"; filename="evil.html', 'a_filename_evil.html'],
    ['a\r\nset-cookie: x=1', 'a_set-cookie_x_1'],
    ['half \ud800 a letter.pdf', 'half_a_letter.pdf'],
    ['Auditoría 2021.pdf', 'Auditor_a_2021.pdf'],
    ['x'.repeat(5000), 'x'.repeat(100)],
  ])('%j is saved under a name without a path, and ends no header', (name, ascii) => {
    // Headers itself throws at a line end.
    const headers = new Headers(downloadHeaders({ name, mediaType: 'text/html' }));
    const disposition = headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%!~-]+$/u);
    expect(/filename="([^"]*)"/u.exec(disposition)?.[1]).toBe(ascii);
    const full = decodeURIComponent(disposition.split("UTF-8''")[1] ?? '');
    expect(full).not.toMatch(/[/\\]|^\./u);
  });

  it('runs nothing and is guessed to be nothing else', () => {
    expect(downloadHeaders({ name: 'x.html', mediaType: 'text/html' })).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});
