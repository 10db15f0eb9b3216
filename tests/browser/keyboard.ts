import type { Page } from 'playwright-core';

type Stop = {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
  readonly invalid: boolean;
  /** The landmark it stands in. */
  readonly within: string;
};

type Step = 'Tab' | 'Shift+Tab' | 'ArrowDown';

const MOST_STOPS = 80; // more than any page has before what is looked for

/**
 * How a focused element looks, beside a twin that is not focused. The twin is there for the length of one expression.
 */
const look = `(() => {
  const one = document.activeElement;
  const twin = one.cloneNode(true);
  one.after(twin);
  const ring = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return [outlineStyle === 'none' ? 'none' : outlineStyle + ' ' + outlineWidth, boxShadow].join(', ');
  };
  const rings = [ring(one), ring(twin)];
  twin.remove();
  const { top, bottom, width } = one.getBoundingClientRect();
  return {
    ringed: rings[0] !== rings[1],
    inSight: width > 1 && bottom > 0 && top < innerHeight,
    within: one.closest('main, header.top, footer')?.localName ?? '',
  };
})()`;

/** Whoever has a keyboard only: every stop must be seen to be focused. */
export async function useKeyboard(page: Page) {
  const devtools = await page.context().newCDPSession(page);

  /** What has the focus, as assistive technology is told. */
  async function focused(): Promise<Stop> {
    const { result } = await devtools.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const { objectId = '' } = result;
    const { nodes } = await devtools.send('Accessibility.getPartialAXTree', {
      objectId,
      fetchRelatives: false,
    });
    const [node] = nodes;
    const said = (text: { value?: unknown } | undefined) => String(text?.value ?? '');
    const property = (name: string) => node?.properties?.find((one) => one.name === name)?.value;
    const { ringed, inSight, within } = await page.evaluate<{
      ringed: boolean;
      inSight: boolean;
      within: string;
    }>(look);
    const name = said(node?.name);
    if (!ringed || !inSight) throw new Error(`“${name}” has the focus, which cannot be seen: ${page.url()}`);
    return {
      role: said(node?.role),
      name,
      description: said(node?.description),
      value: said(node?.value),
      invalid: said(property('invalid')) === 'true',
      within,
    };
  }

  /** Moves on, and tells what has the focus then. */
  async function step(key: Step = 'Tab'): Promise<Stop> {
    await page.keyboard.press(key);
    return focused();
  }

  async function goTo(name: string, key?: Step): Promise<void> {
    const passed: string[] = [];
    while (passed.at(-1) !== name) {
      if (passed.length === MOST_STOPS) throw new Error(`no stop “${name}” among ${passed.join(', ')}`);
      passed.push((await step(key)).name);
    }
  }

  return {
    focused,
    step,
    goTo,
    press: (key: 'Enter' | 'Space') => page.keyboard.press(key),
    type: (text: string) => page.keyboard.type(text),
  };
}
