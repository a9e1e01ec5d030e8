/**
 * The architecture, held by machine: all rules over all files. `npm run check` prints what they find, scripts/architecture.test.ts
 * shows that each of them finds what it is there for.
 */
import { emptyNames, longFiles, missingProviderFiles } from "./layout.ts"
import { manifestViolations, undeclaredImports } from "./manifests.ts"
import { ringViolations } from "./rings.ts"
import { machineTraces, vendorsInCore } from "./texts.ts"
import type { Violation, Workspace } from "./Workspace.ts"

export { readWorkspace, render, type Violation, type Workspace } from "./Workspace.ts"

/** Everything that breaks a rule, notes last. */
export const findViolations = (workspace: Workspace): ReadonlyArray<Violation> =>
  [
    ringViolations,
    undeclaredImports,
    vendorsInCore,
    missingProviderFiles,
    emptyNames,
    manifestViolations,
    machineTraces,
    longFiles
  ]
    .flatMap((rule) => rule(workspace))
    .sort((a, b) => a.severity.localeCompare(b.severity))
