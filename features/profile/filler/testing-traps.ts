/**
 * Traps for software that fills forms: fields one does not see, fields under something, fields that change after one has seen them.
 * As data: what is made of them stands in hostile.browser.test.ts.
 */

/** A field for a town. `%` stands for the number of the trap. */
export const plain = '<label for="in%">City</label> <input id="in%">';

export interface Trap {
  readonly name: string;
  /** Styles of what is around the field, and of the field. */
  readonly around?: string;
  readonly field?: string;
  /** What stands in the same place beside the field. */
  readonly beside?: string;
  /** The field itself, where it is another one. */
  readonly html?: string;
  /** What the page does with `row` and `input`, after the preview. */
  readonly later?: string;
}

export const cover = 'position:absolute;inset:0;background:#fff;';

/** Not seen from the beginning. */
export const hidden: readonly Trap[] = [
  { name: 'not displayed', around: 'display:none' },
  { name: 'invisible', field: 'visibility:hidden' },
  { name: 'clear', field: 'opacity:0' },
  { name: 'half clear by what is around it', around: 'opacity:0.5' },
  { name: 'clear in two steps', around: 'opacity:0.8', field: 'opacity:0.8' },
  { name: 'off to the left', field: 'position:absolute;left:-9999px' },
  { name: 'off the top', field: 'position:absolute;top:-9999px' },
  { name: 'moved away', around: 'transform:translateX(-9999px)' },
  { name: 'scaled to nothing', around: 'transform:scale(0.01)' },
  { name: 'a pixel', field: 'width:1px;height:1px;padding:0;border:0' },
  { name: 'clipped', field: 'clip-path:inset(100%)' },
  { name: 'cut the old way', field: 'position:absolute;clip:rect(0,0,0,0)' },
  { name: 'in a box without height', around: 'height:0;overflow:hidden' },
  {
    name: 'scrolled out of a box',
    around: 'height:20px;overflow:hidden',
    html: '<p style="height:300px"></p><label for="in%">City</label> <input id="in%">',
  },
  { name: 'filtered away', around: 'filter:opacity(0)' },
  { name: 'masked', field: 'mask-image:linear-gradient(transparent,transparent)' },
  { name: 'written in clear ink', field: 'border:0;outline:0;background:transparent;color:transparent' },
  { name: 'written white on white', field: 'border:0;background:#fff;color:#fff' },
  { name: 'written too small', field: 'font-size:1px' },
  { name: 'content not rendered', around: 'content-visibility:hidden' },
  { name: 'folded away', html: '<details><summary>More</summary><label for="in%">City</label> <input id="in%"></details>' },
  { name: 'kept from screen readers', html: '<div aria-hidden="true"><label for="in%">City</label> <input id="in%"></div>' },
  { name: 'kept from the keyboard', html: '<label for="in%">City</label> <input id="in%" tabindex="-1" autocomplete="off">' },
  { name: 'said to be left empty', html: '<label for="in%">City (leave this field empty)</label> <input id="in%">' },
  { name: 'a password called a city', html: '<label for="in%">City</label> <input id="in%" type="password">' },
  { name: 'locked', html: '<label for="in%">City</label> <input id="in%" readonly>' },
  { name: 'in colours of another space', field: 'border:0;background:color(srgb 1 1 1);color:oklch(1 0 0)' },
  { name: 'white on a shadow inwards', field: 'border:0;background:#000;color:#fff;box-shadow:inset 0 0 0 99px #fff' },
  {
    name: 'with a frame of the colour around it',
    around: 'background:#fafafa',
    field: 'border:2px solid #fafafa;background:#fff;color:#fff',
  },
  { name: 'moved by a property of its own', field: 'translate:-9999px' },
  { name: 'shrunk by a property of its own', field: 'scale:0.02' },
  { name: 'turned to its edge', around: 'transform:rotateY(89.9deg)' },
  { name: 'squeezed flat', around: 'transform:scaleY(0.05)' },
  {
    name: 'in a list that is closed',
    html: '<select><option>x</option></select><div hidden="until-found"><label for="in%">City</label> <input id="in%"></div>',
  },
  {
    name: 'clear while it moves',
    field: 'animation:fading 1s infinite',
    html: '<style>@keyframes fading { from, to { opacity: 0 } }</style><label for="in%">City</label> <input id="in%">',
  },
  { name: 'turned over', field: 'transform:rotateX(180deg);backface-visibility:hidden' },
  {
    name: 'filtered away by a filter of the page',
    around: 'filter:url(#gone)',
    beside:
      '<svg width="0" height="0" style="position:absolute"><filter id="gone"><feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0" /></filter></svg>',
  },
  { name: 'blended into the page', around: 'mix-blend-mode:screen' },
  { name: 'masked by its frame', field: '-webkit-mask-box-image:linear-gradient(transparent,transparent)' },
  { name: 'filled with clear ink', field: 'border:0;outline:0;background:transparent;-webkit-text-fill-color:transparent' },
  { name: 'white on white in a white frame', field: 'border:1px solid #fff;background:#fff;color:#fff' },
  { name: 'white on a white ramp over black', field: 'border:0;color:#fff;background:#000 linear-gradient(#fff,#fff)' },
  {
    name: 'white on a white picture',
    field: `border:0;color:#fff;background:url('data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Crect width=%22999%22 height=%22999%22 fill=%22white%22/%3E%3C/svg%3E')`,
  },
  { name: 'indented out of its box', field: 'border:0;outline:0;background:transparent;text-indent:-9999px' },
  { name: 'cut to a dot by what is around it', around: 'clip-path:circle(3px at 50% 50%)' },
  { name: 'behind a slit that scrolls', around: 'width:1px;height:1px;overflow:auto' },
  { name: 'behind a slit as wide as the page', around: 'height:3px;overflow:scroll;scrollbar-width:none' },
  { name: 'kept in a box that cuts by its containment', around: 'height:0;contain:strict' },
  { name: 'shrunk by zoom', around: 'zoom:0.05' },
  { name: 'said to be inert by a style', around: 'interactivity:inert' },
  {
    name: 'shown only while one is in it',
    html: '<style>.p%:not(:focus-within){opacity:0}</style><div class="p%"><label for="in%">City</label> <input id="in%"></div>',
  },
  {
    name: 'in a part that is switched off',
    html: '<fieldset disabled style="border:0;padding:0"><label for="in%">City</label> <input id="in%"></fieldset>',
  },
  {
    name: 'in a shadow of a clear host',
    html: '<div style="opacity:0"><template shadowrootmode="open"><div><template shadowrootmode="open"><label>City <input></label></template></div></template></div><input id="in%" type="hidden">',
  },
];

/** Under something from the beginning. */
export const covered: readonly Trap[] = [
  { name: 'a wall', beside: `<div style="${cover}"></div>` },
  { name: 'a wall that lets clicks through', beside: `<div style="${cover}pointer-events:none"></div>` },
  { name: 'a wall that insists on it', beside: `<div style="${cover}pointer-events:none !important"></div>` },
  { name: 'a clear wall that takes clicks', beside: '<div style="position:absolute;inset:0"></div>' },
  { name: 'half a wall', beside: `<div style="${cover}right:60%;left:0"></div>` },
  {
    name: 'a picture',
    beside: `<svg style="position:absolute;inset:0;width:100%;height:100%;pointer-events:none"><rect width="100%" height="100%" /></svg>`,
  },
  { name: 'a frame', beside: `<iframe srcdoc="" style="position:absolute;inset:0;width:100%;height:100%;border:0"></iframe>` },
  {
    name: 'a shadow',
    beside: `<div><template shadowrootmode="open"><b style="${cover}pointer-events:none"></b></template></div>`,
  },
  {
    name: 'a wall drawn by a style',
    beside: `<style>.w::after{content:'';${cover}pointer-events:none}</style><div class="w"></div>`,
  },
  { name: 'inert', around: '', html: '<div inert><label for="in%">City</label> <input id="in%"></div>' },
  {
    name: 'a wall that is a border',
    beside:
      '<div style="position:absolute;left:0;top:0;width:0;height:40px;border-left:700px solid #fff;pointer-events:none"></div>',
  },
  {
    name: 'a wall that is an outline',
    beside: '<div style="position:absolute;inset:0;outline:20px solid #fff;outline-offset:-20px;pointer-events:none"></div>',
  },
  {
    name: 'a wall that is a shadow inwards',
    beside: '<div style="position:absolute;inset:0;box-shadow:inset 0 0 0 40px #fff;pointer-events:none"></div>',
  },
  {
    name: 'a shadow from beside the page',
    beside: '<div style="position:absolute;left:-900px;top:0;width:800px;height:40px;box-shadow:900px 0 0 #fff"></div>',
  },
  {
    name: 'a dropped shadow',
    beside:
      '<div style="position:absolute;left:-900px;top:0;width:800px;height:40px;background:#fff;filter:drop-shadow(900px 0 0 #fff)"></div>',
  },
  {
    name: 'an outline around a dot',
    beside: '<div style="position:absolute;left:110px;top:19px;width:1px;height:1px;outline:20px solid #fff"></div>',
  },
  {
    name: 'a wall in the first layer of all',
    beside: `<dialog open style="${cover}margin:0;padding:0;border:0;width:100%;height:100%;max-width:none;pointer-events:none"></dialog>`,
  },
  {
    name: 'a wall of a ramp',
    beside: '<div style="position:absolute;inset:0;background:linear-gradient(#fff,#fff);pointer-events:none"></div>',
  },
  {
    name: 'a wall that blurs what is behind it',
    beside: '<div style="position:absolute;inset:0;backdrop-filter:blur(20px);pointer-events:none"></div>',
  },
  {
    name: 'a wall in nested shadows',
    beside: `<div><template shadowrootmode="open"><div><template shadowrootmode="open"><b style="${cover}pointer-events:none"></b></template></div></template></div>`,
  },
  { name: 'a wall that is a list', beside: `<ul style="${cover}margin:0;pointer-events:none"><li></li></ul>` },
  {
    name: 'cut away under its clear label',
    field: 'clip-path:inset(100%)',
    html: '<label for="in%" style="position:absolute;inset:0;z-index:1"></label><span>City</span> <input id="in%" aria-label="City">',
  },
  {
    name: 'under a wall that its label holds',
    html: `<label>City <input id="in%"><i style="${cover}pointer-events:none"></i></label>`,
  },
  {
    name: 'under what a style that insists draws for what is around it',
    html: `<style>@layer first { .around { position: relative } .around::after { content: ''; ${cover}pointer-events: none !important } }</style><div class="around"><label for="in%">City</label> <input id="in%"></div>`,
  },
  {
    name: 'a label as a wall',
    html: `<label for="in%" style="${cover}z-index:1"></label><span>City</span> <input id="in%" aria-label="City">`,
  },
  {
    name: 'a wall that insists by a layer',
    beside: `<style>@layer first { .insists { pointer-events: none !important } }</style><div class="insists" style="${cover}"></div>`,
  },
  {
    name: 'a wall drawn by a style that insists',
    beside: `<style>@layer first { .drawn::after { content: ''; ${cover}pointer-events: none !important } }</style><div class="drawn"></div>`,
  },
  { name: 'a wall that is inert', beside: `<div inert style="${cover}"></div>` },
  { name: 'thirty thin walls', beside: `<div style="${cover}opacity:.09;pointer-events:none"></div>`.repeat(30) },
  {
    name: 'a bar of progress',
    beside:
      '<progress max="1" value="1" style="position:absolute;inset:0;width:100%;height:40px;pointer-events:none"></progress>',
  },
  {
    name: 'words',
    beside: `<div style="position:absolute;inset:0;font:40px/40px sans-serif;pointer-events:none">${'\u2588'.repeat(40)}</div>`,
  },
];

/** Plain to see in the preview. */
export const late: readonly Trap[] = [
  { name: 'hidden after the preview', later: 'input.style.display = "none"' },
  { name: 'faded after the preview', later: 'row.style.opacity = 0.1' },
  { name: 'moved off the screen', later: 'input.style.position = "fixed"; input.style.left = "-500px"' },
  { name: 'moved to another place', later: 'input.style.position = "absolute"; input.style.left = "400px"' },
  { name: 'made large', later: 'input.style.width = "600px"' },
  { name: 'given another label', later: 'row.querySelector("label").textContent = "Your secret"' },
  { name: 'replaced by its copy', later: 'input.replaceWith(input.cloneNode(true))' },
  { name: 'taken away', later: 'input.remove(); document.body.append(input)' },
  { name: 'turned into a password', later: 'input.type = "password"' },
  {
    name: 'covered after the preview',
    later: `const wall = document.createElement('div'); wall.style.cssText = '${cover}'; row.append(wall)`,
  },
  { name: 'hidden while it must stand still', later: 'setTimeout(() => { input.style.visibility = "hidden"; }, 120)' },
  { name: 'flickering', later: 'let on = true; setInterval(() => { on = !on; input.style.opacity = on ? 1 : 0; }, 60)' },
  {
    name: 'sliding',
    later: 'let by = 0; setInterval(() => { by = (by + 9) % 90; input.style.transform = `translateX(${by}px)`; }, 50)',
  },
  { name: 'hidden when it is come to', later: 'input.addEventListener("focus", () => { input.style.opacity = 0; })' },
  {
    name: 'moved when it is come to',
    later: 'input.addEventListener("focus", () => { input.style.position = "fixed"; input.style.top = "-300px"; })',
  },
  {
    name: 'hidden when another is filled',
    later: 'addEventListener("input", () => { input.style.display = "none"; }, { once: true })',
  },
  { name: 'filled meanwhile', later: 'setTimeout(() => { input.setAttribute("data-own", "1"); input.disabled = true; }, 60)' },
  {
    name: 'put into a clear box',
    later: 'const box = document.createElement("div"); box.style.opacity = 0; input.before(box); box.append(input)',
  },
  {
    name: 'taken into a shadow that shows it nowhere',
    later: 'input.parentElement.attachShadow({ mode: "open" }).innerHTML = "<p>Nothing</p>"',
  },
  {
    name: 'hidden by a sheet',
    later:
      'const sheet = new CSSStyleSheet(); sheet.replaceSync(`#${input.id} { opacity: 0 }`); document.adoptedStyleSheets.push(sheet)',
  },
  {
    name: 'hidden once it is in focus, by a style',
    later:
      'const style = document.createElement("style"); style.textContent = `#${input.id}:focus { opacity: 0 }`; document.head.append(style)',
  },
  {
    name: 'covered once it is in focus, by a style',
    later: `const style = document.createElement("style"); style.textContent = \`#\${row.id}:has(:focus)::after { content: ''; ${cover}pointer-events: none }\`; document.head.append(style)`,
  },
  {
    name: 'covered by a popover',
    later: `const over = document.createElement('div'); over.popover = 'manual'; over.textContent = 'Cookies'; over.style.cssText = 'margin:0;inset:auto;position:absolute;top:' + (row.offsetTop) + 'px;left:0;width:600px;height:24px;padding:0;border:0'; row.append(over); over.showPopover()`,
  },
  {
    name: 'under a wall with holes where one looks',
    later: `const { left, top, width, height } = input.getBoundingClientRect(); const at = row.getBoundingClientRect();
      const holes = [0.06, 0.5, 0.94].flatMap((x) => [0.15, 0.5, 0.85].map((y) => [left - at.left + width * x, top - at.top + height * y]));
      const wall = document.createElement('div'); wall.style.cssText = '${cover}';
      wall.style.clipPath = 'path(evenodd, "M0 0H900V40H0Z' + holes.map(([x, y]) => 'M' + (x - 1) + ' ' + (y - 1) + 'h2v2h-2Z').join('') + '")'; row.append(wall)`,
  },
  {
    name: 'in a part that was switched off',
    later:
      'const part = document.createElement("fieldset"); part.style.cssText = "border:0;padding:0;margin:0;display:contents"; input.before(part); part.append(input); part.disabled = true',
  },
  {
    name: 'hidden when it is pressed',
    html: '<label for="in%">City</label> <input id="in%" role="combobox">',
    later: 'input.addEventListener("pointerdown", () => { input.style.opacity = 0; })',
  },
  {
    name: 'covered when it is pressed',
    html: '<label for="in%">City</label> <input id="in%" role="combobox">',
    later: `input.addEventListener("mousedown", () => { row.insertAdjacentHTML('beforeend', '<b style="${cover}"></b>'); })`,
  },
];
