/** Style sheets are imported for their effect; the bundler gathers them. */
declare module '*.css';

/** The address of a file that the build copies among our own assets. */
declare module '*?url' {
  const address: string;
  export default address;
}
