/** A step into a document: a name as written, a name to be looked up, or a place in a list. */
type PathStep = { readonly name: string } | { readonly placeholder: string } | { readonly index: number };
export type PathSyntax = readonly PathStep[];

export type Operand =
  | { readonly kind: 'path'; readonly path: PathSyntax }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'size'; readonly of: Operand };

export const comparators = ['=', '<>', '<', '<=', '>', '>='] as const;
export type Comparator = (typeof comparators)[number];

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'compare'; readonly by: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly it: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly it: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'exists' | 'not-exists'; readonly path: PathSyntax }
  | {
      readonly kind: 'type' | 'begins' | 'contains';
      readonly it: Operand;
      readonly other: Operand;
    };

export type Assigned =
  | Operand
  | { readonly kind: '+' | '-' | 'list_append'; readonly left: Assigned; readonly right: Assigned }
  | { readonly kind: 'if_not_exists'; readonly path: PathSyntax; readonly otherwise: Assigned };

export type UpdateClause =
  | { readonly kind: 'set'; readonly path: PathSyntax; readonly to: Assigned }
  | { readonly kind: 'remove'; readonly path: PathSyntax }
  | { readonly kind: 'add' | 'delete'; readonly path: PathSyntax; readonly value: string };

export type Parsed<Syntax> = {
  readonly syntax: Syntax;
  /** Every placeholder the expression uses. */
  readonly used: ReadonlySet<string>;
};
