/** Apart from the other sentences, because the list of Settings needs no more. */
export const title = 'Profile';
