/** What loads without vitest: HTTP in process and faults. Simulators and contract suites have their own subpaths. */
export * as Faults from "./Faults.ts"
export * as InProcess from "./InProcess.ts"
