/**
 * Compares what an `HttpApi` declares with the list of operations that a vendor documents.
 *
 * Operations are the same when method and path are; names of path parameters and a slash at the end do not count, because vendors
 * change both between versions of one document. It reads the declaration only: nothing is called.
 */

/** One operation of a vendor's documentation, its path with parameters in braces: `/v1/clients/{id}`. */
export interface DocumentedOperation {
  readonly method: string
  readonly path: string
}

/** One endpoint of an `HttpApi`, with the names under which a client offers it. */
export interface DeclaredEndpoint extends DocumentedOperation {
  readonly group: string
  readonly endpoint: string
}

/** What of an `HttpApi` is read here; every one has it. */
export interface DeclaredApi {
  readonly groups: Readonly<
    Record<
      string,
      {
        readonly identifier: string
        readonly endpoints: Readonly<
          Record<string, { readonly identifier: string; readonly method: string; readonly path: string }>
        >
      }
    >
  >
}

/** The outcome of a comparison. */
export interface InventoryReport {
  /** How many documented operations are declared. */
  readonly covered: number
  /** How many the vendor documents, the same method and path counted once. */
  readonly documented: number
  /** Documented and not declared. */
  readonly missing: ReadonlyArray<DocumentedOperation>
  /** Declared and not documented: endpoints known from elsewhere, or slips of ours. */
  readonly undocumented: ReadonlyArray<DeclaredEndpoint>
}

/** Compares an API with the operations that its vendor documents. */
export const compare = (api: DeclaredApi, documented: ReadonlyArray<DocumentedOperation>): InventoryReport => {
  const declared = new Map(declaredEndpoints(api).map((endpoint) => [operationKey(endpoint), endpoint]))
  const wanted = new Map(documented.map((operation) => [operationKey(operation), operation]))
  const missing = [...wanted].filter(([key]) => !declared.has(key)).map(([, operation]) => operation)
  return {
    covered: wanted.size - missing.length,
    documented: wanted.size,
    missing,
    undocumented: declaredEndpoints(api).filter((endpoint) => !wanted.has(operationKey(endpoint)))
  }
}

/** Every endpoint that an API declares, in its order. */
export const declaredEndpoints = (api: DeclaredApi): ReadonlyArray<DeclaredEndpoint> =>
  Object.values(api.groups).flatMap((group) =>
    Object.values(group.endpoints).map((endpoint) => ({
      group: group.identifier,
      endpoint: endpoint.identifier,
      method: endpoint.method,
      path: endpoint.path
    }))
  )

/** Method and path without what does not count: `GET /contacts/{}` for `/contacts/:id`, `/contacts/{contact_id}/` and the like. */
export const operationKey = (operation: DocumentedOperation): string => {
  const path = operation.path.replaceAll(/\{[^/}]*\}|:[^/]+/g, "{}").replace(/(?<=.)\/$/, "")
  return `${operation.method.toUpperCase()} ${path}`
}
