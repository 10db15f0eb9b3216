import type * as z from 'zod/mini';
import type { ProblemCode } from '../reply.ts';

export type Parameter = {
  readonly about: string;
  readonly schema: z.ZodMiniType;
  readonly example?: string | number;
};

export type Example = { readonly summary: string; readonly value: object };

/** What a route of the JSON API does: said once, beside the schemas of what goes in and comes out. */
export type Operation = {
  readonly summary: string;
  readonly about?: string;
  readonly query?: Readonly<Record<string, Parameter>>;
  /** Required, all of them. */
  readonly headers?: Readonly<Record<string, Parameter>>;
  readonly body?: {
    readonly schema: z.ZodMiniType;
    /** What JSON Schema cannot know of a field whose rules are code, or depend on the event. */
    readonly fields: Readonly<Record<string, object>>;
    readonly examples: Readonly<Record<string, Example>>;
  };
  readonly answers: Readonly<
    Record<number, { readonly about: string; readonly schema: z.ZodMiniType; readonly example: object }>
  >;
  /** Besides those any route may answer with. */
  readonly problems: readonly ProblemCode[];
};
