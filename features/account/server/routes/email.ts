/** Routes of the address: confirming it, changing it, taking a change back. */
import { type Route, route } from '@sotto/http';
import * as api from '../../api.ts';
import { changeAddress, confirmAddressChange, proposeAddress, takeBack } from '../address/email-change.ts';
import { type Parts, assertEnabled, credentialsOf } from '../parts.ts';
import { confirmAddress } from '../entrance/sign-up.ts';
import { findTicket, usedUp } from '../tokens/tickets.ts';

export function emailRoutes(parts: Parts): Route[] {
  const { platform, attempts } = parts;
  return [
    route(api.verifyEmail, 'account', async ({ body: { token }, caller, network }) => {
      await attempts.open('token', network);
      const change = await findTicket(platform, 'email', token);
      if (!change) {
        await confirmAddress(platform, token);
        return { status: 200, body: { next: 'sign-in' } };
      }
      await assertEnabled(platform, change.userId);
      await confirmAddressChange(parts, change);
      const isTheirs = caller?.kind === 'session' && caller.userId === change.userId;
      return { status: 200, body: { next: isTheirs ? 'account' : 'sign-in' } };
    }),

    route(api.changeEmail, 'account', async ({ body: { email }, by, caller }) => {
      const { userId } = by;
      const { account } = await credentialsOf(platform, by);
      const isAnother = email !== account.content.email;
      if (isAnother) await attempts.newAddress({ userId, email });
      if (platform.setting.smtp) {
        if (isAnother) await proposeAddress(parts, caller, email);
        return { status: 202, body: { next: 'check-mail' } };
      }
      if (isAnother) await changeAddress(parts, caller, email);
      return { status: 200, body: { next: 'done' } };
    }),

    route(api.undoEmailChange, 'account', async ({ body: { token }, network }) => {
      await attempts.open('token', network);
      const ticket = await findTicket(platform, 'undo-email', token);
      if (!ticket) throw usedUp();
      await takeBack(parts, ticket);
      return { status: 200, body: { next: 'sign-in' } };
    }),
  ];
}
