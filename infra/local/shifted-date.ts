/** Replaces `Date` in this thread by one that is `offset` milliseconds ahead, so that unchanged code lives in the stage's time. */
export function shiftDate(offset: BigInt64Array<SharedArrayBuffer>): void {
  const RealDate = Date;
  const now = (): number => RealDate.now() + Number(Atomics.load(offset, 0));

  function ShiftedDate(...parts: unknown[]): Date | string {
    if (new.target === undefined) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  }
  Object.setPrototypeOf(ShiftedDate, RealDate); // parse, UTC
  ShiftedDate.prototype = RealDate.prototype; // instanceof holds for dates made before
  Object.defineProperty(RealDate.prototype, 'constructor', { value: ShiftedDate });
  Object.defineProperty(ShiftedDate, 'now', { value: now });
  Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });
  Object.defineProperty(globalThis, 'Date', { value: ShiftedDate, configurable: true, writable: true });
}
