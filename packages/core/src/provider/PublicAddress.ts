/**
 * Which hosts a program may be sent to by somebody else's data. An address in a message or a redirect is chosen by whoever wrote it; it
 * must not lead to this machine, its network or the cloud's metadata service.
 *
 * Here literal addresses and names that are private by their form are told apart. What a public name resolves to is known only where the
 * connection is made, so the transport checks it there, with {@link isPublicAddress}. The ranges are the special-purpose address
 * registries of IANA (RFC 6890 and what came after it).
 */
import { Option, Result } from "effect"
import { IpNetwork, NetAddress } from "effect/net"

/** The `code` of the error with which a transport refuses to connect to a name that leads to a private address. */
export const privateAddressCode = "ERR_PRIVATE_ADDRESS"

/** Whether an IP address, as text, is one of the public internet. Text that is no address is not. */
export const isPublicAddress = (text: string): boolean =>
  Result.match(NetAddress.ipFromString(text), { onSuccess: isPublic, onFailure: () => false })

/**
 * Whether the host of a URL may lead to the public internet: a public literal address, or a name that is not private by its form. `host`
 * is `URL.hostname`, where every notation of an IPv4 address has become the usual one.
 */
export const isPublicHost = (host: string): boolean => {
  if (host.startsWith("[")) return isPublicAddress(host.slice(1, -1))
  if (Result.isSuccess(NetAddress.ipv4FromString(host))) return isPublicAddress(host)
  const labels = host.toLowerCase().replace(/\.$/, "").split(".")
  // A name without a dot is one of the own network: a container, a machine, `localhost`.
  return labels.length > 1 && !privateNames.some((suffix) => `.${labels.join(".")}`.endsWith(suffix))
}

const privateNames = [".localhost", ".local", ".internal", ".home.arpa", ".onion"]

const networks = (...prefixes: ReadonlyArray<string>) => prefixes.map(IpNetwork.fromStringUnsafe)

const notPublicV4 = networks(
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // shared by carriers (CGNAT)
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local: metadata services
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // relays to 6to4, given up
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4" // reserved, broadcast
)

const globalV6 = IpNetwork.fromStringUnsafe("2000::/3")

/** Inside what is global: tunnels that hide an IPv4 address, and documentation. */
const notPublicV6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")

/** Translators (NAT64) carry the IPv4 address that is meant in the last four bytes. */
const translated = IpNetwork.fromStringUnsafe("64:ff9b::/96")

const isPublic = (address: NetAddress.IpAddress): boolean => {
  if (NetAddress.isIpv4Address(address)) return !notPublicV4.some(IpNetwork.contains(address))
  const embedded = embeddedV4(address)
  if (embedded !== undefined) return isPublic(embedded)
  return IpNetwork.contains(globalV6, address) && !notPublicV6.some(IpNetwork.contains(address))
}

const embeddedV4 = (address: NetAddress.Ipv6Address): NetAddress.Ipv4Address | undefined =>
  IpNetwork.contains(translated, address)
    ? NetAddress.ipv4FromBytesUnsafe(new Uint8Array(NetAddress.ipv6ToOctets(address).slice(12)))
    : Option.getOrUndefined(NetAddress.fromIpv4Mapped(address))
