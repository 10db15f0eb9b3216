import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { buildApp } from '../../infra/app.ts';
import { type Blueprint, readBlueprint } from '../../infra/local/blueprint.ts';
import { stageSettings } from '../../infra/stages.ts';
import { table } from '../../shared/store/table.ts';

/** The real stacks, each function's code replaced by one folder: bundling is somebody else's test. */
function unbundled() {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-asset-'));
  writeFileSync(join(folder, 'handler.mjs'), '');
  const app = buildApp(stageSettings('local'), { context: { 'aws:cdk:bundling-stacks': [] } });
  expect(app).toBeInstanceOf(App);
  const stacks = app
    .synth()
    .stacks.map(({ stackName, template }) => ({ stack: stackName, template: withAssets(template) }));
  return { stacks, assetFolder: () => folder };
}

function withAssets(template: {
  Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
}) {
  const copy = structuredClone(template);
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (Type === 'AWS::Lambda::Function') Object.assign(Properties ?? {}, { Code: { S3Key: 'code.zip' } });
  }
  return copy;
}

let assembly: ReturnType<typeof unbundled>;
let blueprint: Blueprint;
beforeAll(() => {
  assembly = unbundled();
  blueprint = readBlueprint(assembly, 'http://127.0.0.1:4566');
});

describe('what the local stage reads out of the templates', () => {
  it('is every function by the name of its folder, each with an access key of its own', () => {
    expect(blueprint.functions.map(({ name }) => name).sort()).toEqual(
      [
        ...new Set(routes.map(({ folder }) => folder)),
        'follow-changes',
        'mail-feedback',
        'send-mail',
        'tick',
      ].sort(),
    );
    expect(new Set(blueprint.functions.map(({ accessKeyId }) => accessKeyId)).size).toBe(7);
  });

  it('is every declared route, leading where it was declared to lead', () => {
    expect(blueprint.routes.toSorted(byKey)).toEqual(
      routes.map(({ key, folder }) => ({ key, functionName: folder })).toSorted(byKey),
    );
  });

  it('is the environment with nothing left to resolve', () => {
    for (const { environment } of blueprint.functions) {
      for (const value of Object.values(environment)) expect(value).not.toMatch(/\$\{|\[object/);
    }
    expect(blueprint.functions.find(({ name }) => name === 'send-mail')?.environment.ROOT_SECRET_ARN).toBe(
      blueprint.secrets[0]?.arn,
    );
  });

  it('is the table as CreateTable wants it, with its stream switched on', () => {
    const [seats] = blueprint.tables;
    expect(seats?.creation).toMatchObject({
      TableName: seats?.name,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      GlobalSecondaryIndexes: [{ IndexName: table.byList.name }, { IndexName: table.byDue.name }],
    });
    expect(seats?.creation).not.toHaveProperty('Tags');
    expect(seats?.timeToLive).toBe(table.timeToLive);
  });

  it('is who works on which events, and how failures are treated', () => {
    expect(blueprint.streamSources).toMatchObject([
      {
        functionName: 'follow-changes',
        EventSourceArn: blueprint.tables[0]?.streamArn,
        BisectBatchOnFunctionError: true,
      },
    ]);
    expect(blueprint.queueSources).toMatchObject([
      { functionName: 'send-mail', FunctionResponseTypes: ['ReportBatchItemFailures'] },
      { functionName: 'send-mail', FunctionResponseTypes: ['ReportBatchItemFailures'] },
      { functionName: 'mail-feedback', FunctionResponseTypes: ['ReportBatchItemFailures'] },
    ]);
    expect(blueprint.schedules).toEqual([{ functionName: 'tick', expression: 'rate(1 minute)' }]);
  });

  it('is the queue to which SES tells what became of mails, and what it tells', () => {
    const sendMail = blueprint.functions.find(({ name }) => name === 'send-mail');
    const told = blueprint.queueSources.find(({ functionName }) => functionName === 'mail-feedback');
    expect(blueprint.mailEvents).toEqual([
      {
        configurationSet: sendMail?.environment.MAIL_CONFIGURATION_SET,
        eventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
        queue: told?.EventSourceArn.split(':').at(-1),
      },
    ]);
  });

  it('is the policies of each role, which allow nothing that was not written down', () => {
    for (const { name, statements } of blueprint.functions) {
      expect(statements.length, name).toBeGreaterThan(0);
      for (const { Action } of statements) for (const action of Action) expect(action).not.toContain('*');
    }
  });

  it('is refused when a setting of an event source is one it would ignore', () => {
    const strange = structuredClone(assembly.stacks);
    for (const { template } of strange) {
      for (const { Type, Properties } of Object.values(template.Resources)) {
        if (Type === 'AWS::Lambda::EventSourceMapping')
          Object.assign(Properties ?? {}, { FilterCriteria: { Filters: [] } });
      }
    }
    expect(() => readBlueprint({ ...assembly, stacks: strange }, 'http://x')).toThrow(
      /cannot run .*FilterCriteria/,
    );
  });
});

const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
