/** What loads without vitest: HTTP in process, faults, and the inventory check. Simulators and contract suites have their own subpaths. */
export * as Faults from "./Faults.ts"
export * as InProcess from "./InProcess.ts"
export * as Inventory from "./Inventory.ts"
