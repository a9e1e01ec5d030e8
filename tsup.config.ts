/**
 * How a package's JavaScript is made: one ES module for each source file, in the same place below `dist`, so that a stack trace, a
 * breakpoint and a bundler meet the files that a reader meets. `scripts/build.ts` runs it in each package and adds the types.
 */
import { defineConfig, type Options } from "tsup"

type Plugin = NonNullable<Options["esbuildPlugins"]>[number]

/** Leaves every other source file where it is and imports it under the name that it gets. */
const oneModulePerFile: Plugin = {
  name: "one module per file",
  setup: (build) =>
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.ts$/, ".js"), external: true }
    )
}

export default defineConfig({
  entry: ["src/**/*.ts"],
  format: "esm",
  target: "es2023",
  platform: "neutral",
  sourcemap: true,
  splitting: false,
  clean: true,
  silent: true,
  external: [/^node:/],
  esbuildPlugins: [oneModulePerFile]
})
