export type Match<Target> = {
  readonly key: string;
  readonly target: Target;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
};
type Pattern<Target> = {
  readonly key: string;
  readonly target: Target;
  readonly method: string;
  readonly segments: readonly string[];
};

/**
 * Chooses a route as an HTTP API does: exact before variable before greedy segments, the method before ANY, `$default`
 * last. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeTable<Target>(routes: readonly { readonly key: string; readonly target: Target }[]) {
  const patterns: readonly Pattern<Target>[] = routes
    .filter(({ key }) => key !== '$default')
    .map(({ key, target }) => {
      const [method = '', path = ''] = key.split(' ');
      return { key, target, method, segments: path.split('/').slice(1) };
    })
    .sort(bySpecificity);
  const fallback = routes.find(({ key }) => key === '$default');

  return (method: string, decodedPath: string): Match<Target> | undefined => {
    const segments = decodedPath.split('/').slice(1);
    for (const { key, target, segments: expected, method: wanted } of patterns) {
      if (wanted !== method && wanted !== 'ANY') continue;
      const pathParameters = matchSegments(expected, segments);
      if (pathParameters === undefined) continue;
      return {
        key,
        target,
        pathParameters: Object.keys(pathParameters).length > 0 ? pathParameters : undefined,
      };
    }
    return fallback && { key: fallback.key, target: fallback.target, pathParameters: undefined };
  };
}

const rank = (segment: string): number => (segment.endsWith('+}') ? 2 : segment.startsWith('{') ? 1 : 0);

function bySpecificity<Target>(a: Pattern<Target>, b: Pattern<Target>): number {
  for (const [index, segment] of a.segments.entries()) {
    const difference = rank(segment) - rank(b.segments[index] ?? '{+}');
    if (difference !== 0) return difference;
  }
  return Number(a.method === 'ANY') - Number(b.method === 'ANY');
}

function matchSegments(
  expected: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const greedy = expected.at(-1)?.endsWith('+}') === true;
  if (greedy ? segments.length < expected.length : segments.length !== expected.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, pattern] of expected.entries()) {
    const actual = segments[index] ?? '';
    if (!pattern.startsWith('{')) {
      if (pattern !== actual) return undefined;
    } else if (pattern.endsWith('+}')) {
      parameters[pattern.slice(1, -2)] = segments.slice(index).join('/');
    } else {
      if (actual === '') return undefined;
      parameters[pattern.slice(1, -1)] = actual;
    }
  }
  return parameters;
}
