import { once } from 'node:events';
import type http from 'node:http';
import { Provider } from 'oidc-provider';

export interface LocalProvider {
  readonly issuer: string;
  readonly close: () => Promise<void>;
}

/**
 * A real OpenID Connect provider on loopback. Whoever types a login is `login@example.org`, verified unless the login
 * begins with "un".
 */
export async function startProvider(
  port: number,
  client: { readonly id: string; readonly secret: string; readonly redirect: string },
): Promise<LocalProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.org`,
        email_verified: !id.startsWith('un'),
        name: `${id} of the provider`,
      }),
    }),
  });
  const server: http.Server = provider.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
