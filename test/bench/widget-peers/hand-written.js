// The code of a developer who needs one form on one page.
const form = document.querySelector('#hand-written');
const button = form.querySelector('button');
const notice = form.querySelector('[role=alert]');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { rating, resolved, comment } = Object.fromEntries(new FormData(form));
  button.disabled = true;
  notice.textContent = '';
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        auth_id: 'visitor-1',
        business_id: 343,
        query_rating: Number(rating),
        query_resolved: resolved === 'true',
        feedback: comment || undefined,
      }),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const thanks = document.createElement('p');
    thanks.setAttribute('role', 'status');
    thanks.tabIndex = -1;
    thanks.textContent = 'Thank you for your feedback.';
    form.replaceWith(thanks);
    thanks.focus();
  } catch {
    notice.textContent = 'Your feedback could not be sent. Please try again.';
    button.disabled = false;
  }
});
form.dataset.ready = '';
