/** Devices with passkeys that Chromium plays itself. */
import type { CDPSession, Page } from '@playwright/test';
import type { Visit } from './browser.ts';

export interface PasskeyDevice {
  /** Speaks to the page the device is plugged into; its WebAuthn domain is on. */
  readonly devtools: CDPSession;
  readonly authenticatorId: string;
}

/** Plugs a device into the page of a visit: it keeps passkeys, and its owner is there and known to it. */
export async function plugInDevice({ page, context }: Visit): Promise<PasskeyDevice> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  return addDevice(devtools, 'internal');
}

/** One device more, where the WebAuthn domain is on. */
export async function addDevice(devtools: CDPSession, transport: 'internal' | 'usb'): Promise<PasskeyDevice> {
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { devtools, authenticatorId };
}

/** Resolves once a device has answered what the page as it is now asks it next: with a passkey, or by turning it away. */
export function deviceAnswers(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((answered) => {
        const { credentials } = navigator;
        const [create, get] = [credentials.create.bind(credentials), credentials.get.bind(credentials)];
        credentials.create = (options) => create(options).finally(answered);
        credentials.get = (options) => get(options).finally(answered);
      }),
  );
}
