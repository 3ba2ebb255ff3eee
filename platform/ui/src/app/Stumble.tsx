import { Component, type ReactNode } from 'react';

interface StumbleProps {
  readonly fallen: (again: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Catches what a view throws, so that the rest of the page stands. A class, because React offers this to classes only. */
export class Stumble extends Component<StumbleProps, { readonly hasFallen: boolean }> {
  override state = { hasFallen: false };

  static getDerivedStateFromError(): { hasFallen: boolean } {
    return { hasFallen: true };
  }

  override render(): ReactNode {
    return this.state.hasFallen ? this.props.fallen(() => this.setState({ hasFallen: false })) : this.props.children;
  }
}
