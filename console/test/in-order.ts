import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Returns a sequencer that runs these test files in this order, and others after them by name. Files that
 * share a server find the same data in each run then. By itself, vitest begins with the longest.
 *
 * @param names of the files without their endings
 */
export function inOrder(...names: readonly string[]): typeof BaseSequencer {
  const rank = ({ moduleId }: TestSpecification) => {
    const at = names.findIndex(name => moduleId.endsWith(`/${name}.test.ts`));
    return at === -1 ? names.length : at;
  };
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      return files.toSorted(
        (one, other) => rank(one) - rank(other) || one.moduleId.localeCompare(other.moduleId),
      );
    }
  };
}
