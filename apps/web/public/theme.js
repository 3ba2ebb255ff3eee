// Runs before anything is painted, so that a chosen theme never flashes. Not personal: see platform/ui/src/app/preferences.ts.
const chosen = localStorage.getItem('theme');
if (chosen) document.documentElement.dataset.theme = chosen;
