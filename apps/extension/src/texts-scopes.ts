/** What a key may do, in words. */
export const scopeTexts = {
  'capture:write': 'save postings',
  'duplicates:read': 'know earlier applications',
  'applications:read': 'read applications',
  'applications:write': 'change applications',
  'profile:read': 'read the profile',
  'calendar:read': 'read the calendar',
  'export:read': 'export',
};
