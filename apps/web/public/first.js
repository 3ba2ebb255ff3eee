// The page's first script: runs before anything is painted and before the app has come.

// A chosen theme never flashes. Not personal: see platform/ui/src/app/preferences.ts.
const chosen = localStorage.getItem('theme');
if (chosen) document.documentElement.dataset.theme = chosen;

// What the view of this address needs is asked for now, beside the app. Otherwise each file and each answer becomes known
// of only when the one before has come and has run. What that is: apps/web/build/arrivals.ts; who takes the answers:
// platform/ui/src/app/early.ts. Not built, there is no such list.
const list = document.querySelector('meta[name=arrivals]').content;
if (list) begin(JSON.parse(list));

function begin({ asks, groups, views }) {
  // `/` leads to Today.
  const view = views[location.pathname.split('/')[1] || 'today'];
  if (!view) return;
  for (const file of view.files) load(file);
  window.early = new Map();
  for (const url of asks) ask(url);
  if (view.own) ask(view.own);
  if (view.ofGroup) askOfGroup(view.ofGroup, groups).catch(ignore);
  // The first use of a language costs tens of milliseconds: now nobody waits for them.
  setTimeout(() => (0).toLocaleString());
}

function load(href) {
  const link = document.createElement('link');
  const isStyle = href.endsWith('.css');
  Object.assign(link, { rel: isStyle ? 'preload' : 'modulepreload', as: isStyle ? 'style' : '', crossOrigin: '', href });
  document.head.append(link);
}

function ask(url) {
  const answer = fetch(url);
  answer.catch(ignore);
  window.early.set(url, answer);
}

/** Whoever takes the answer learns of it. */
function ignore() {}

/** The group of the address, else the first there is: as useCurrentGroup (features/groups/web/queries.ts) has it. */
async function askOfGroup(url, groups) {
  const inAddress = new URLSearchParams(location.search).get('group');
  const answer = inAddress ? null : (await window.early.get(groups)).clone();
  if (answer && !answer.ok) return;
  const id = inAddress ?? (await answer.json()).items[0]?.id;
  if (id) ask(`${url}?groupId=${encodeURIComponent(id)}`);
}
