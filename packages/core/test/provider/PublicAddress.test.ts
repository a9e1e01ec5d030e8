import { assert, describe, it } from "@effect/vitest"
import { isPublicAddress, isPublicHost } from "../../src/provider/index.ts"

/** The host as a URL parser reads it: what a program would connect to. */
const hostOf = (host: string) => new URL(`http://${host}/`).hostname

describe("isPublicHost", () => {
  it.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.170",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "[::]",
    "[::1]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[::127.0.0.1]",
    "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2001::1]",
    "[2001:db8::1]",
    "localhost",
    "LOCALHOST.",
    "files.localhost",
    "redis",
    "printer.local",
    "metadata.google.internal",
    "router.home.arpa"
  ])("%s is not public", (host) => {
    assert.isFalse(isPublicHost(hostOf(host)))
  })

  it.each([
    "example.com",
    "cdn.example.com.",
    "internal.example.com",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "[2606:4700::1111]",
    "[::ffff:8.8.8.8]",
    "[64:ff9b::8.8.8.8]"
  ])("%s is", (host) => {
    assert.isTrue(isPublicHost(hostOf(host)))
  })
})

describe("isPublicAddress", () => {
  it.each(["example.com", "", "1.2.3", "fe80::1%eth0", "8.8.8.8 "])("%j is no address, so not a public one", (text) => {
    assert.isFalse(isPublicAddress(text))
  })

  it("reads what a resolver answers", () => {
    assert.isTrue(isPublicAddress("8.8.8.8"))
    assert.isTrue(isPublicAddress("2606:4700::1111"))
    assert.isFalse(isPublicAddress("::ffff:10.0.0.1"))
  })
})
