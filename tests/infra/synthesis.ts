import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { buildApp } from '../../infra/app.ts';
import { type Deployment, deployedStage, type StageSettings } from '../../infra/settings.ts';
import { stageSettings } from '../../infra/stages.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON, and an assertion about it says what shape it expects
export type Json = any;
type Resource = { readonly Type: string; readonly Properties: Json; readonly DependsOn?: string[] };

/** What somebody with a zone in Route 53 would fill in. */
export const aDeployment = (overrides: Partial<Deployment> = {}): Deployment => ({
  domain: 'passerelle.example',
  dns: { hostedZoneId: 'Z0123456789', zoneName: 'passerelle.example' },
  mailDomain: 'passerelle.example',
  operator: 'exploitation@passerelle.example',
  logRetention: RetentionDays.ONE_MONTH,
  throttle: { perSecond: 1_000, burst: 2_000 },
  ...overrides,
});

export const unbundled = { context: { 'aws:cdk:bundling-stacks': [] } };

/** The templates of a stage as they would be deployed, with placeholders for the code. */
export function templatesOf(name: StageSettings['name'], overrides: Partial<Deployment> = {}) {
  const stage = name === 'local' ? stageSettings(name) : deployedStage(name, aDeployment(overrides));
  const app = buildApp(stage, unbundled);
  const templateOf = (part: string) =>
    Template.fromStack(app.node.findChild(`passerelle-${name}-${part}`) as Stack);
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
