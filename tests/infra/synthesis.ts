import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '../../infra/app.ts';
import { stageSettings } from '../../infra/stages.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON, and an assertion about it says what shape it expects
export type Json = any;
type Resource = { readonly Type: string; readonly Properties: Json; readonly DependsOn?: string[] };

/** The templates of a stage as they would be deployed, with placeholders for the code. */
export function templatesOf(stage: 'local' | 'staging' | 'production') {
  const app = buildApp(stageSettings(stage), { context: { 'aws:cdk:bundling-stacks': [] } });
  const templateOf = (name: string) =>
    Template.fromStack(app.node.findChild(`passerelle-${stage}-${name}`) as Stack);
  return { data: templateOf('data'), application: templateOf('application') };
}

export const resourcesOf = (
  template: Template,
  type: string,
): (readonly [id: string, resource: Resource])[] =>
  Object.entries<Resource>(template.toJSON().Resources).filter(([, { Type }]) => Type === type);

export function theOnly(template: Template, type: string): readonly [id: string, properties: Json] {
  const [first, ...others] = resourcesOf(template, type);
  if (first === undefined || others.length > 0) throw new Error(`There is not exactly one ${type}.`);
  return [first[0], first[1].Properties];
}

/** The functions by the folder that holds their code. */
export const functionsOf = (template: Template) =>
  resourcesOf(template, 'AWS::Lambda::Function').map(([id, { Properties: properties }]) => ({
    id,
    folder: properties.Environment.Variables.POWERTOOLS_SERVICE_NAME as string,
    properties,
  }));

export function functionOf(template: Template, folder: string) {
  const found = functionsOf(template).find((each) => each.folder === folder);
  if (found === undefined) throw new Error(`There is no function "${folder}".`);
  return found;
}
