// The calendar and the times table, and what is left to do of the quick exit: no page of the app may stay
// before or behind this one in the history.
const now = new Date();
let month = new Date(now.getFullYear(), now.getMonth(), 1);
let number = 2;

const said = (options) => new Intl.DateTimeFormat('hi-IN-u-nu-latn', options);
const at = (id) => document.getElementById(id);

function drawMonth() {
  at('month').textContent = said({ month: 'long', year: 'numeric' }).format(month);
  const table = at('days');
  table.replaceChildren();
  const head = table.insertRow();
  // 4 January 1970 was a Sunday.
  for (let day = 4; day < 11; day += 1) {
    const cell = document.createElement('th');
    cell.textContent = said({ weekday: 'short' }).format(new Date(1970, 0, day));
    head.append(cell);
  }
  const last = new Date(month.getFullYear(), month.getMonth() + 1, 0).getDate();
  let row = table.insertRow();
  for (let empty = 0; empty < month.getDay(); empty += 1) row.insertCell();
  for (let day = 1; day <= last; day += 1) {
    if (row.cells.length === 7) row = table.insertRow();
    const cell = row.insertCell();
    cell.textContent = String(day);
    if (row.cells.length === 1) cell.className = 'sunday';
    if (new Date(month.getFullYear(), month.getMonth(), day).toDateString() === now.toDateString()) cell.className = 'today';
  }
}

function drawTimes() {
  at('of').textContent = `${number} का पहाड़ा`;
  at('times').replaceChildren(...Array.from({ length: 10 }, (_, i) => {
    const line = document.createElement('li');
    line.textContent = `${number} × ${i + 1} = ${number * (i + 1)}`;
    return line;
  }));
}

function turn(by) {
  month = new Date(month.getFullYear(), month.getMonth() + by, 1);
  drawMonth();
}

function count(by) {
  number = Math.min(99, Math.max(2, number + by));
  drawTimes();
}

at('today').textContent = said({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(now);
at('before').addEventListener('click', () => turn(-1));
at('after').addEventListener('click', () => turn(1));
at('less').addEventListener('click', () => count(-1));
at('more').addEventListener('click', () => count(1));
drawMonth();
drawTimes();

// Pages of the app that lie before this one: the oldest is gone to, which leads back here (`before-paint.js`);
// then an entry that is added ends whatever lies behind. Also when the browser kept this page whole.
window.addEventListener('pageshow', () => {
  const visited = window.navigation;
  const at = visited?.currentEntry?.index ?? 0;
  // Of another document the address is not told.
  const oldest = visited?.entries().find(({ index, url }) => index < at && (url === null || new URL(url).pathname !== location.pathname));
  if (sessionStorage.getItem('leaving') !== null && oldest !== undefined) {
    visited.traverseTo(oldest.key);
    return;
  }
  sessionStorage.removeItem('leaving');
  if (visited?.canGoForward !== false) history.pushState(null, '', location.pathname);
});
