import type { JoiningWords } from '../fr/joining.ts';
import { english as e } from '../typography.ts';

export const englishJoining: JoiningWords = {
  title: e`Full: waiting list`,
  text: e`All the seats are taken. Join the waiting list: as soon as a seat is free for you, we write to you.`,
  button: e`Join the waiting list`,
  fewer: e`I accept fewer seats`,
  fewest: e`From how many seats on will you come?`,
  fewestHint: e`Where there are not enough for all of you, you might get fewer, sooner.`,
  all: e`All of them or none`,
};
