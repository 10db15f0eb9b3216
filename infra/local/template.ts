import * as z from 'zod';
import { attributeOf, type Declared, hasArn, nameOf, referenceTo } from './physical.ts';
import { CannotStart, place } from './place.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

/** A synthesised stack as CloudFormation would receive it. */
export type StackTemplate = { readonly stack: string; readonly template: unknown };
/** A resource whose properties hold values only: no reference is left in them. */
export type Resource = {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly name: string;
  /** Empty where the local stage has no use for one. */
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
};
export type Resources = {
  readonly ofType: (type: string) => readonly Resource[];
  readonly types: readonly string[];
};

type Scope = { readonly stack: string; readonly declared: ReadonlyMap<string, Declared> };

/** Reads the resources of all stacks, with every reference between them replaced by what it means on this machine. */
export function resolveTemplates(stacks: readonly StackTemplate[], edgeUrl: string): Resources {
  const scopes: Scope[] = [];
  const exports = new Map<string, () => unknown>();

  for (const { stack, template } of stacks) {
    const { Resources, Outputs } = templateSchema.parse(template);
    const declared = new Map(Object.entries(Resources).map(([id, it]) => [id, { ...it, stack, id }]));
    const scope = { stack, declared };
    scopes.push(scope);
    for (const { Value, Export } of Object.values(Outputs)) {
      if (Export !== undefined) exports.set(String(resolve(Export.Name, scope)), () => resolve(Value, scope));
    }
  }

  function resolve(value: unknown, scope: Scope): unknown {
    if (Array.isArray(value)) return value.map((element) => resolve(element, scope));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[key, operand] = []] = entries;
    if (entries.length === 1 && key !== undefined && (key === 'Ref' || key.startsWith('Fn::'))) {
      return call(key, operand, scope);
    }
    return Object.fromEntries(entries.map(([name, element]) => [name, resolve(element, scope)]));
  }

  function call(name: string, operand: unknown, scope: Scope): unknown {
    switch (name) {
      case 'Ref':
        return reference(String(operand), scope);
      case 'Fn::GetAtt': {
        const [id, attribute] = Array.isArray(operand)
          ? operand.map(String)
          : String(operand).split(/\.(.*)/);
        return attributeOf(find(id ?? '', scope), attribute ?? '', edgeUrl);
      }
      case 'Fn::Join': {
        const [separator, parts] = z.tuple([z.string(), z.array(z.unknown())]).parse(operand);
        return parts.map((part) => String(resolve(part, scope))).join(separator);
      }
      case 'Fn::Sub':
        return substitute(operand, scope);
      case 'Fn::ImportValue': {
        const exported = exports.get(String(resolve(operand, scope)));
        if (exported === undefined)
          throw new CannotStart(`No stack exports "${String(resolve(operand, scope))}".`);
        return exported();
      }
      default:
        throw new CannotStart(`The local stage cannot resolve ${name}, used in stack ${scope.stack}.`);
    }
  }

  function substitute(operand: unknown, scope: Scope): string {
    const [text, values]: [string, Record<string, unknown>] =
      typeof operand === 'string' ? [operand, {}] : substitution.parse(operand);
    return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (Object.hasOwn(values, name)) return String(resolve(values[name], scope));
      return String(name.includes('.') ? call('Fn::GetAtt', name, scope) : reference(name, scope));
    });
  }

  const reference = (id: string, scope: Scope): unknown => {
    const pseudo = pseudoParameters[id];
    if (pseudo !== undefined) return pseudo;
    if (id === 'AWS::StackName') return scope.stack;
    return referenceTo(find(id, scope), edgeUrl);
  };

  const all = scopes.flatMap((scope) => [...scope.declared.values()].map((it) => ({ ...it, scope })));
  return {
    types: all.map(({ Type }) => Type),
    ofType: (type) =>
      all
        .filter(({ Type }) => Type === type)
        .map((it) => ({
          stack: it.stack,
          id: it.id,
          type,
          name: nameOf(it),
          arn: hasArn(type) ? attributeOf(it, 'Arn', edgeUrl) : '',
          properties: z.record(z.string(), z.unknown()).parse(resolve(it.Properties, it.scope)),
        })),
  };
}

const substitution = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': place.account,
  'AWS::Partition': place.partition,
  'AWS::Region': place.region,
  'AWS::URLSuffix': place.urlSuffix,
};

function find(id: string, { declared, stack }: Scope): Declared {
  const found = declared.get(id);
  if (found === undefined)
    throw new CannotStart(`Stack ${stack} refers to "${id}", which it does not declare.`);
  return found;
}
