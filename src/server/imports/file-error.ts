import type { FileFault } from '#shared/import/file-fault.ts';

/** A file that cannot be read at all. Expected: the person is told which fault and what to do. */
export class FileError extends Error {
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(fault.code);
    this.name = 'FileError';
    this.fault = fault;
  }
}
