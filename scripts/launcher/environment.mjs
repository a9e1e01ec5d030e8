/**
 * The environment of what the launcher starts.
 *
 * `npm run` exports its own settings as `npm_config_*`, `npm_package_*` and more (`-s` becomes `npm_config_loglevel=silent`, the
 * prefix of the npm that started us becomes everybody's). None of that is meant for the pnpm and Node started here. How to reach
 * the registry is: that stays.
 */
import { execFileSync } from "node:child_process"
import { delimiter, dirname } from "node:path"

const kept =
  /^npm_config_(?:registry|userconfig|globalconfig|cache|(?:https?_?)?proxy|noproxy|ca|cafile|cert|key|strict_ssl|fetch_.*|maxsockets|offline|prefer_offline|@.*|\/\/.*)$/

/**
 * Without what `npm run` adds for its own children. Upper case names are a person's own and stay.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutNpm = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("npm_") || kept.test(name)))

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {import("./toolchain.mjs").Toolchain} toolchain
 * @returns {NodeJS.ProcessEnv}
 */
export const childEnvironment = (env, toolchain) => {
  const path = [...new Set([dirname(toolchain.node), toolchain.pnpmFolder])].join(delimiter)
  const child = { ...withoutNpm(env), NODE: toolchain.node, PATH: `${path}${delimiter}${env.PATH ?? ""}` }
  return acceptsNodeOptions(toolchain.node, child) ? child : { ...child, NODE_OPTIONS: "" }
}

/**
 * Options given to the Node that started us may be unknown to another one, which then refuses to start at all.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 */
const acceptsNodeOptions = (node, env) => {
  if (!env.NODE_OPTIONS || node === process.execPath) return true
  try {
    execFileSync(node, ["--version"], { env, stdio: "ignore" })
    return true
  } catch {
    return false
  }
}
