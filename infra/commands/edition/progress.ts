const WIDTH = 30;

type Terminal = { readonly isTTY?: boolean | undefined; write(text: string): unknown };

/** A bar that redraws itself on a terminal and keeps quiet everywhere else. */
export const progressBar =
  (terminal: Terminal) =>
  (done: number, total: number): void => {
    if (!terminal.isTTY) return;
    const filled = Math.round((done / total) * WIDTH);
    terminal.write(
      `\r${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${done}/${total}${done === total ? '\n' : ''}`,
    );
  };
