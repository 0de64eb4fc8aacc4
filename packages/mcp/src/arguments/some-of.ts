import * as z from 'zod';

/** Some of many names. Which there are is told when one is wrong, not in the listed schema, which would be long. */
export function someOf<const Name extends string>(names: readonly Name[]) {
  return z.array(z.string()).transform((given, { issues }): Name[] => {
    if (given.length === 0) {
      issues.push({ code: 'custom', message: 'must name at least one, or be left out', input: given });
    }
    return given.flatMap((name, index) => {
      const known = names.find((each) => each === name);
      if (known !== undefined) return [known];
      const message = `must be one of ${names.join(', ')}`;
      issues.push({ code: 'custom', message, path: [index], input: name });
      return [];
    });
  });
}
