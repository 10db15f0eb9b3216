import { allows, type Need, type Statement } from './iam.ts';

type Caller = { readonly name: string; readonly statements: readonly Statement[] };
type Denial = Need & { readonly times: number };
export type AccessReport = {
  readonly used: readonly string[];
  readonly denied: readonly Denial[];
  readonly unused: readonly string[];
};

/** What the Lambda service itself does with a function's role, which nothing here takes part in. */
const platformServices = ['logs:', 'xray:'];

/** Decides every call of every function by its role, and remembers what was used and what was refused. */
export function accessLedger(callers: readonly Caller[]) {
  const books = new Map(
    callers.map(({ name, statements }) => [
      name,
      { statements, used: new Set<string>(), denied: new Map<string, Denial>() },
    ]),
  );

  return {
    /** The first need that the caller's role does not allow, if there is one. */
    refuse(caller: string, needs: readonly Need[]): Need | undefined {
      const book = books.get(caller);
      if (book === undefined) return needs[0];
      for (const need of needs) {
        const { action, resource } = need;
        if (allows(book.statements, need)) {
          book.used.add(action);
          continue;
        }
        const key = `${action} ${resource}`;
        book.denied.set(key, { action, resource, times: (book.denied.get(key)?.times ?? 0) + 1 });
        return need;
      }
      return undefined;
    },

    report(): Readonly<Record<string, AccessReport>> {
      return Object.fromEntries(
        [...books].map(([name, { statements, used, denied }]) => {
          const granted = statements
            .filter(({ Effect }) => Effect === 'Allow')
            .flatMap(({ Action }) => Action);
          const unused = new Set(
            granted.filter((action) => !platformServices.some((it) => action.startsWith(it))),
          );
          for (const action of used) unused.delete(action);
          return [name, { used: [...used].sort(), denied: [...denied.values()], unused: [...unused].sort() }];
        }),
      );
    },
  };
}

export type AccessLedger = ReturnType<typeof accessLedger>;
