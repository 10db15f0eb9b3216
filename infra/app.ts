import { App, type AppProps, Tags } from 'aws-cdk-lib';
import type { StageSettings } from './settings.ts';
import { Application } from './stacks/application.ts';
import { Data } from './stacks/data.ts';
import { stageSettings } from './stages.ts';

/** The stacks of one stage, ready to synthesise: for the CDK, the local stage and the tests alike. */
export function buildApp(stage: StageSettings, props: AppProps = {}): App {
  return withStacks(new App(props), stage);
}

function withStacks(app: App, stage: StageSettings): App {
  const { env } = stage;
  const data = new Data(app, `passerelle-${stage.name}-data`, { env, stage });
  new Application(app, `passerelle-${stage.name}-application`, { env, stage, data });

  Tags.of(app).add('application', 'passerelle');
  Tags.of(app).add('stage', stage.name);
  return app;
}

if (import.meta.main) {
  const { checkSolutions } = await import('./suppressions.ts'); // the local stage starts without it
  const app = new App();
  const stage = stageSettings(app.node.tryGetContext('stage') ?? 'local');
  checkSolutions(withStacks(app, stage), stage).synth();
}
