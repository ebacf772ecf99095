import type { Input } from '../input.js';
import type { Finding } from '../question.js';

/** Finds one kind of question in a text. */
export type Recognizer = (input: Input) => readonly Finding[];
