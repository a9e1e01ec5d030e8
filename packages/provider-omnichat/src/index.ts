/** Omnichat for Dragoman: `OmnichatApi` and `OmnichatClient` for every endpoint there is. */
export { OmnichatApi } from "./OmnichatApi.ts"
export * as OmnichatClient from "./OmnichatClient.ts"
