// A form with data-draft keeps what is typed on this phone until the server says that it has it,
// so that a closed browser or a lost connection costs nothing. Without it the form works the same.
// A form with data-forget, such as that which signs out, forgets all of it: a laptop may be shared.
{
  const PREFIX = "draft:", LASTS = 30 * 24 * 3600 * 1000, PAUSE = 250;
  let timer = 0, forgotten = false;

  function stored() {
    try {
      return localStorage;
    } catch { return null; }
  }
  const store = stored();
  const drop = (key) => store?.removeItem(PREFIX + key);

  function kept(key) {
    try {
      return JSON.parse(store?.getItem(PREFIX + key));
    } catch { return null; }
  }

  function typed(form) {
    const values = {};
    for (const [name, value] of new FormData(form))
      if (name !== "csrfmiddlewaretoken" && typeof value === "string") (values[name] ??= []).push(value);
    return values;
  }

  const hidden = (form, name) => form.elements[name]?.type === "hidden";

  // Fields that nobody types in tell what its writer had seen; they do not make a text another one.
  function same(form, one, other) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => hidden(form, name)
      || String(one[name] ?? "").replace(/\r\n/g, "\n") === String(other[name] ?? "").replace(/\r\n/g, "\n"));
  }

  function keep(form) {
    if (forgotten) return;
    try {
      store?.setItem(PREFIX + form.dataset.draft, JSON.stringify({ at: Date.now(), values: typed(form) }));
    } catch { /* a full phone keeps nothing; the form itself still does */ }
  }

  function fill(form, values) {
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "file") continue;
      const wanted = values[field.name] ?? [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
      else if (field.name in values) field.value = wanted[0];
      if (field.value && field.closest("details")) field.closest("details").open = true;
    }
  }

  function open(form) {
    const key = form.dataset.draft, note = form.querySelector("[data-draft-note]"), before = kept(key);
    const shown = typed(form);
    if (before && !same(form, before.values, shown)) {
      fill(form, before.values);
      if (note) note.hidden = false;
    } else if (before && !note?.hasAttribute("data-bound")) drop(key);
    note?.querySelector("button").addEventListener("click", () => {
      fill(form, shown);
      drop(key);
      note.hidden = true;
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(form), PAUSE);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      keep(form);
    });
    addEventListener("pagehide", () => {
      if (timer && !same(form, typed(form), shown) && !form.dataset.sent) keep(form);
    });
    form.addEventListener("draft:kept", () => {
      clearTimeout(timer);
      drop(key);
    });
  }

  for (const one of document.querySelectorAll("[data-kept]")) drop(one.dataset.kept);
  for (const key of Object.keys(store ?? {}))
    if (key.startsWith(PREFIX) && !(Date.now() - kept(key.slice(PREFIX.length))?.at < LASTS)) store.removeItem(key);
  for (const form of document.querySelectorAll("form[data-draft]")) open(form);
  for (const form of document.querySelectorAll("form[data-forget]")) form.addEventListener("submit", () => {
    forgotten = true;
    for (const key of Object.keys(store ?? {})) if (key.startsWith(PREFIX)) store.removeItem(key);
  });
}
