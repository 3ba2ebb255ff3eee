/** The worker behind `strength.ts`: holds the word lists, answers one question after the other. */
import { parentPort } from 'node:worker_threads';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english, translations } from '@zxcvbn-ts/language-en';
import type { Answer, Question } from './strength.ts';

/** Characters looked at. The time grows steeply with them (256 hostile ones: 4.4 s, 64: 0.8 s), what is learnt does not. */
const judged = 48;

const judge = new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs, translations });

parentPort?.on('message', ({ id, password, context }: Question) => {
  const { score, feedback } = judge.check([...password].slice(0, judged).join(''), [...context]);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
  parentPort?.postMessage({ id, score, warning: feedback.warning } satisfies Answer);
});
