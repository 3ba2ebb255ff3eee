/** The network address of a caller: from the socket, or from a proxy that the operator has named. For limits only; never stored in clear, never logged. */
import { BlockList, isIP } from 'node:net';

/** Reads addresses for one installation. */
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
    return address;
  };
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
