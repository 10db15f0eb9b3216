export type Timer = { readonly at: number; readonly order: number; readonly ring: () => void };

const before = (one: Timer, other: Timer): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** Timers by when they are due, then by who set theirs first: a binary heap, since a surge sets them by the ten thousand. */
export function timers() {
  const heap: Timer[] = [];

  function swap(one: number, other: number): void {
    [heap[one], heap[other]] = [heap[other] as Timer, heap[one] as Timer];
  }

  function isBefore(one: number, other: number): boolean {
    const [a, b] = [heap[one], heap[other]];
    return a !== undefined && b !== undefined && before(a, b);
  }

  return {
    first: (): Timer | undefined => heap[0],
    add(timer: Timer): void {
      let at = heap.push(timer) - 1;
      for (let above = (at - 1) >> 1; at > 0 && isBefore(at, above); above = (at - 1) >> 1) {
        swap(at, above);
        at = above;
      }
    },
    removeFirst(): void {
      swap(0, heap.length - 1);
      heap.pop();
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const least = isBefore(right, left) ? right : left;
        if (!isBefore(least, at)) return;
        swap(at, least);
        at = least;
      }
    },
  };
}
