import { clock, logger, mailQueue, store } from '../production.ts';
import { tick } from './tick.ts';

export const handler = tick({ store: store(), mailQueue: mailQueue(), clock: clock(), logger: logger() });
