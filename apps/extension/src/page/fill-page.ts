/**
 * Runs in a page that was clicked in, in a world of its own there: finds the fields of its form, and fills those one has
 * ticked. It asks nobody and submits nothing.
 */
export { fill, findFields } from '@sotto/features/profile/filler';
