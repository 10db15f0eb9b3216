import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { errorAnswer, jsonAnswer } from './aws-answer.ts';
import type { SecretDefinition } from './blueprint.ts';
import { writeWhole } from './data-folder.ts';
import type { Engine } from './edge.ts';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Secrets Manager, as far as a function may ask: each secret is made up once and kept with the data it protects. */
export function secretEngine(file: string, definitions: readonly SecretDefinition[]): Engine {
  const kept: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  for (const { arn, length } of definitions) kept[arn] ??= randomText(length);
  writeWhole(file, JSON.stringify(kept));

  return {
    answer({ call, body }) {
      const { SecretId } = JSON.parse(body.toString());
      const SecretString = kept[SecretId];
      if (call.operation !== 'GetSecretValue' || SecretString === undefined) {
        return errorAnswer(
          call,
          400,
          'ResourceNotFoundException',
          "Secrets Manager can't find the specified secret.",
        );
      }
      const Name = SecretId.split(':').at(-1);
      return jsonAnswer(200, {
        ARN: SecretId,
        Name,
        SecretString,
        VersionId: randomUUID(),
        VersionStages: ['AWSCURRENT'],
      });
    },
  };
}

const randomText = (length: number): string =>
  Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
