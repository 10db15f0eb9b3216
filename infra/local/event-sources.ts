import { awsClient } from './aws-client.ts';
import type { Blueprint } from './blueprint.ts';
import type { DataFolder } from './data-folder.ts';
import type { Engines } from './engines.ts';
import { CannotStart, lastPart, place } from './place.ts';
import { queuePoller } from './queue-poller.ts';
import type { StageClock } from './stage-clock.ts';
import { streamPoller } from './stream-poller.ts';
import type { Outcome } from './worker.ts';

type EventSourcesSettings = {
  readonly blueprint: Blueprint;
  readonly engines: Engines;
  readonly edgeUrl: string;
  readonly data: DataFolder;
  readonly clock: StageClock;
  readonly invoke: (functionName: string, payload: unknown) => Promise<Outcome>;
  readonly onTrouble: (line: string) => void;
  readonly onStop: (end: () => Promise<void> | void) => void;
};

/** Starts what Lambda runs behind event source mappings. */
export function startEventSources(settings: EventSourcesSettings) {
  const { blueprint, engines, edgeUrl, data, clock, invoke, onTrouble, onStop } = settings;

  const clientOf = (functionName: string) => {
    const owner = blueprint.functions.find(({ name }) => name === functionName);
    if (owner === undefined) throw new CannotStart(`No function is called ${functionName}.`);
    const client = awsClient(edgeUrl, owner.accessKeyId);
    onStop(client.close);
    return client;
  };

  const streams = blueprint.streamSources.map((source) => {
    const poller = streamPoller({
      source,
      client: clientOf(source.functionName),
      invoke: (payload) => invoke(source.functionName, payload),
      checkpointFile: data.file(`stream-${source.functionName}.json`),
      offsetMs: () => clock.now() - Date.now(),
      onTrouble,
    });
    onStop(poller.stop);
    engines.onWriteTo(poller.table, poller.ring);
    return poller;
  });
  const queues = blueprint.queueSources.map((source) => {
    const poller = queuePoller({
      source,
      client: clientOf(source.functionName),
      engine: engines.queues.client,
      queueUrl: `${edgeUrl}/${place.account}/${lastPart(source.EventSourceArn, ':')}`,
      invoke: (payload) => invoke(source.functionName, payload),
      now: clock.now,
      onTrouble,
    });
    onStop(poller.stop);
    return poller;
  });
  return { streams, queues };
}

export type EventSources = ReturnType<typeof startEventSources>;
