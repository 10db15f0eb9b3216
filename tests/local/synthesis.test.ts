import { expect, it } from 'vitest';
import { CannotStart } from '../../infra/local/place.ts';
import { synthesise } from '../../infra/local/synthesis.ts';
import { temporaryFolder } from '../support/stage.ts';

it('stacks that cannot be synthesised are told in one line', async () => {
  const wrong = synthesise({ throttle: undefined as never }, temporaryFolder());
  const error = await wrong.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CannotStart);
  expect(String(error)).toMatch(/^Error: The stacks cannot be synthesised: [^\n]+$/);
});
