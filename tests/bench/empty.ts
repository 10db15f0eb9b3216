export const handler = async () => ({
  statusCode: 202,
  headers: { 'content-type': 'application/json' },
  body: '{}',
});
