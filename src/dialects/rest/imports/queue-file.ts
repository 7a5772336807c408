import type { Caller } from '#auth';
import type { ImportJob, ImportJobsService, ImportTask } from '#cameras';
import { InputError } from '../../http/input.error.js';
import type { Upload } from '../../http/upload.js';

const mebibyte = 1024 * 1024;
/** Of a file. */
export const mostBytes = 64 * mebibyte;

/**
 * Puts a file that arrives into the queue of imports, with its name where a form states one.
 * @throws InputError without a file, or one that breaks off; DomainError as `ImportJobsService.create`
 */
export async function queueFile(
  imports: ImportJobsService,
  caller: Caller,
  task: ImportTask,
  upload: Upload | undefined,
): Promise<ImportJob> {
  if (upload === undefined) throw InputError.at('', 'missing_required', 'The body is empty: it must be a file.');
  let fileName: string | undefined;
  const content = upload.file((name) => (fileName = name));
  return imports.create(caller, task, content, () => fileName);
}
