// Copies a text, and keeps the check of a form up to date while somebody fills it in. The pages work without it.

for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;
document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (!button) return;
  await navigator.clipboard?.writeText(button.dataset.copy).catch(() => undefined);
  button.classList.add('copied');
});

const checkedForm = document.querySelector('form[data-checked]');
if (checkedForm) {
  let asked = 0;

  /** The page that the form makes of itself, as its server has it. */
  const posted = async (submitter) => {
    const fields = new URLSearchParams(new FormData(checkedForm, submitter));
    const answer = await fetch(checkedForm.action, { method: 'POST', body: fields }).catch(() => undefined);
    if (!answer?.ok) return undefined;
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  };

  /** Shows the faults beside their fields, and leaves everything that is typed in alone. */
  const showFaults = (page) => {
    for (const list of checkedForm.querySelectorAll('[data-faults]')) {
      const found = page.getElementById(list.id);
      list.replaceChildren(...(found?.childNodes ?? []));
      const field = list.closest('.field');
      field?.classList.toggle('faulty', list.childElementCount > 0);
      const input = field?.querySelector('input, select, textarea');
      if (list.childElementCount > 0) input?.setAttribute('aria-invalid', 'true');
      else input?.removeAttribute('aria-invalid');
    }
    const checked = page.getElementById('checked');
    if (checked) document.getElementById('checked')?.replaceWith(checked);
  };

  let timer;
  checkedForm.addEventListener('input', (event) => {
    if (event.target.name === 'reason') return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked += 1;
      const mine = asked;
      const page = await posted();
      // An answer that was overtaken by a later one says what is no longer so.
      if (page && mine === asked) showFaults(page);
    }, 400);
  });
}
