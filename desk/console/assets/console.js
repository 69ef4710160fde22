// The console works without this script: it adds keys, and looks again at pages that change by themselves.

const isWriting = () => {
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(activeElement.tagName);
};

let isAfterG = false;
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting()) return;
  if (isAfterG) {
    isAfterG = false;
    const link = [...document.querySelectorAll('nav a[data-key]')].find(({ dataset }) => dataset.key === event.key);
    if (link) link.click();
  } else if (event.key === 'g') {
    isAfterG = true;
  } else if (event.key === '/') {
    event.preventDefault();
    document.getElementById('search')?.focus();
  } else if (event.key === '?') {
    location.assign('/keyboard');
  }
});

// A page that changes by itself is looked at again, unless somebody is about to do something on it.
const main = document.getElementById('main');
const seconds = Number(main?.dataset.refresh);
if (main && seconds > 0) {
  const isBusy = () =>
    document.hidden ||
    (main.contains(document.activeElement) && document.activeElement !== main) ||
    main.querySelector('details[open]');
  setInterval(async () => {
    if (isBusy()) return;
    const answer = await fetch(location.href, { headers: { 'declarant-refresh': '1' } }).catch(() => undefined);
    if (!answer?.ok || isBusy()) return;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
    if (next) main.replaceChildren(...next.childNodes);
  }, seconds * 1000);
}
