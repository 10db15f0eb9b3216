import { clock, keys, logger, store } from '../production.ts';
import { mailFeedback } from './mail-feedback.ts';

export const handler = mailFeedback({ store: store(), keys: keys(), clock: clock(), logger: logger() });
