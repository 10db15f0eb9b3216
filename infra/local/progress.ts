/** Tells a person what is being done and how long it took. */
export function progress(write: (line: string) => void) {
  return {
    say: write,
    async step<Value>(label: string, work: () => Promise<Value> | Value): Promise<Value> {
      const begin = performance.now();
      const value = await work();
      const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
      write(`  ${label.padEnd(44, ' .')} ${seconds} s`);
      return value;
    },
  };
}

export type Progress = ReturnType<typeof progress>;
