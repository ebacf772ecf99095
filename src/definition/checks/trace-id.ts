import { isList, isText } from './members.js';
import { quote, type ReportProblem } from './problem.js';

/** Whether the value is a path of keys in a body. */
export const isKeyPath = (value: unknown): boolean => isList(value) && value.length > 0 && value.every(isText);

/** Whether a source of trace ids is valid. */
export function checkTraceIdSource(source: unknown, index: number, at: string, report: ReportProblem): boolean {
  const { header, body } = (source ?? {}) as { header?: unknown; body?: unknown };
  if (isText(header) || isKeyPath(body)) return true;
  const where = `${at}: traceId[${index}]`;
  if (isText(body))
    report(`${where}.body is ${quote(body)}, which is not a list of keys. Write { body: ['${body}'] }.`);
  else {
    const name = isText(source) ? source : 'X-Trace-ID';
    report(
      `${where} is ${quote(source)}, which is not a source. Write { header: '${name}' } or { body: ['trace_id'] }.`,
    );
  }
  return false;
}
