/** The door of the filler: what finds the fields of a form and fills those one has ticked. It runs inside somebody else's page. */
export {};
