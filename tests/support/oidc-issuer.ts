// A real OpenID issuer on this machine, at which whoever comes is taken for the person last named.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import Provider from 'oidc-provider';

export interface Issuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next; undefined: she turns back. */
  signIn: string | undefined;
  /** Claims beside the name. */
  claims: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function openIssuer(redirectUri: string): Promise<Issuer> {
  const server: Server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const issuer: Issuer = {
    url, clientId: 'dehri', clientSecret: 'a-secret-of-the-trial', signIn: 'nobody', claims: {},
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const provider = new Provider(url, {
    clients: [{ client_id: issuer.clientId, client_secret: issuer.clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    // Claims stand in the token itself, as many departments' issuers have it.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    cookies: { keys: ['trial'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id, ...issuer.claims }) }),
    loadExistingGrant: async (context: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ accountId: context.oidc.session.accountId, clientId: context.oidc.client.clientId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const { signIn } = issuer;
    provider.interactionDetails(request, response)
      .then(() => provider.interactionFinished(request, response, signIn === undefined ? { error: 'access_denied', error_description: 'turned back' } : { login: { accountId: signIn } }))
      .catch(() => response.writeHead(500).end());
  });
  return issuer;
}
