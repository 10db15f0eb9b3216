import httpUrlencodeBodyParser from '@middy/http-urlencode-body-parser';
import type { Parser } from '../../shared/web/stack.ts';

type Given = { readonly event: { readonly headers: Readonly<Record<string, string | undefined>> } };

/** RFC 8058: mail programs click in multipart, too. What is in there says nothing that is needed, and stays unread. */
export function oneClickParser(): Parser {
  const { before } = httpUrlencodeBodyParser();
  return {
    before: (request: never) => (isMultipart(request) ? undefined : before?.(request)),
  };
}

const isMultipart = ({ event }: Given): boolean =>
  /^multipart\/form-data\b/i.test(event.headers['content-type'] ?? '');
