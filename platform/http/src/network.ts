/** The network address of a caller: from the socket, or from a proxy that the operator has named. For limits only; never stored in clear, never logged. */
import { BlockList, isIP } from 'node:net';

/** Reads where a caller is, as the subject that limits count. */
export type NetworkReader = (socketAddress: string, forwardedFor: string | null) => string;

/**
 * A reader that believes `X-Forwarded-For` only from the named addresses or ranges, from right to left:
 * the first address that is not a trusted proxy is the caller. Everything further left could be invented.
 */
export function networkReader(trustedProxies: readonly string[]): NetworkReader {
  const trusted = blockListOf(trustedProxies);
  return (socketAddress, forwardedFor) => {
    let address = plain(socketAddress);
    const hops = (forwardedFor ?? '').split(',').map((hop) => plain(hop.trim()));
    while (contains(trusted, address)) {
      const hop = hops.pop();
      if (hop === undefined || isIP(hop) === 0) break;
      address = hop;
    }
    return networkSubject(address);
  };
}

/**
 * The part of a network address that stands for one household or company: an IPv4 address, the first 64 bits of an IPv6 one.
 *
 * Anything else is a subject of its own.
 */
export function networkSubject(address: string): string {
  if (isIP(address) !== 6) return address;
  // A zone (`fe80::1%eth0`) is of this machine only, and no URL takes it.
  const { hostname } = new URL(`http://[${address.split('%', 1)[0]}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const [front, back] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = tail === undefined ? 0 : 8 - (front?.length ?? 0) - (back?.length ?? 0);
  return `${[...(front ?? []), ...Array<string>(zeros).fill('0'), ...(back ?? [])].slice(0, 4).join(':')}::/64`;
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** `::ffff:192.0.2.1` is how a socket of both families names an IPv4 caller. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
