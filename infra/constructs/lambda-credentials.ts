/**
 * Stands in for the SDK's chain of credential providers: Lambda always passes the role's credentials in the environment,
 * and the other links of the chain (profiles, single sign-on, instance metadata) weigh 100 kB.
 */
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});
