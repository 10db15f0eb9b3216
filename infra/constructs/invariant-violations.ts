import { invariantViolated } from '../../functions/environment.ts';
import type { StageSettings } from '../settings.ts';
import { logCount } from './log-count.ts';

/** Counts what all functions of a stage report together. */
export const invariantViolations = (stage: StageSettings) =>
  logCount(stage, 'InvariantViolations', invariantViolated);
