/** Habits of CONTRIBUTING.md that a machine can watch. Each answers what is against them, empty when nothing is. */

/** Features lacking a door, a test, or a line in the code map. */
export function incompleteFeatures({
  folders,
  files,
  map,
}: {
  folders: readonly string[];
  files: readonly string[];
  map: string;
}): string[] {
  return folders.flatMap((folder) => {
    const has = (pattern: RegExp) =>
      files.some((file) => file.startsWith(`${folder}/`) && pattern.test(file.slice(folder.length + 1)));
    return [
      has(/^(server\/index\.ts|web\/index\.tsx)$/) ? [] : [`${folder} has no door (server/index.ts or web/index.tsx)`],
      has(/\.test\.tsx?$/) ? [] : [`${folder} has no test`],
      map.includes(`\`${folder}\``) ? [] : [`${folder} has no line in ARCHITECTURE.md`],
    ].flat();
  });
}

/**
 * Citations of notes that are written nowhere.
 *
 * A note is written where its name begins a line (of a comment, or a heading); anywhere else it is cited.
 */
export function brokenCitations(texts: readonly { path: string; text: string }[]): string[] {
  const written = new Set(
    texts.flatMap(({ text }) => [...text.matchAll(/^[\s/*#]*\[Note: ([^\]]+)\]/gm)].map(([, name]) => name)),
  );
  return texts.flatMap(({ path, text }) => {
    const cited = [...text.matchAll(/\[Note:\s(?!…)([^\]]+)\]/g)].map(([, name]) => name);
    return cited.filter((name) => !written.has(name)).map((name) => `${path} cites [Note: ${name}], which is written nowhere`);
  });
}

/** Paths with a name that says nothing about what lies inside. */
export function catchAllNames(paths: readonly string[]): string[] {
  return paths.filter((path) =>
    path.split('/').some((name) => /^(utils?|helpers?|commons?|misc|managers?|shared|stuff)(\.[a-z.]+)?$/i.test(name)),
  );
}

/** Places where the domain asks for the time or for chance instead of being told. */
export function clockInDomain(text: string): string[] {
  return [...text.matchAll(/new Date\(\s*\)|Date\.now|Temporal\.Now|Math\.random|crypto\.getRandomValues|performance\.now/g)].map(
    ([use]) => use,
  );
}

/** Places where the web app asks a schema to check something: its build has none, so that throws. `JSON`, `Date` and `URL` are fine. */
export function schemaChecks(text: string): string[] {
  const calls = [...text.matchAll(/([\w$\])]+)\s*\??\.\s*(?:safeParse|parse)(?:Async)?\(/g)];
  return calls.filter(([, of = '']) => !['JSON', 'Date', 'URL'].includes(of)).map(([call]) => call);
}

/** Mocks of modules that are ours: tests run the real thing. */
export function mocksOfOurOwn(text: string): string[] {
  return [...text.matchAll(/\bvi\.(?:mock|doMock)\(\s*['"`](?:@sotto\/|\.)/g)].map(([mock]) => mock);
}
