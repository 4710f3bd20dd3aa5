/** The variables without which no relay starts. */
export const ACCOUNT = {
  HAPTIK_BASE_URL: 'https://acme.haptikapi.com',
  HAPTIK_TOKEN: 'token',
  HAPTIK_CLIENT_ID: 'client',
  ALLOWED_ORIGINS: 'https://a.example',
};
